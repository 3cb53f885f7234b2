using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>
/// Layers at the head of a network, over one of its columns, that stay as they are over the whole fit, so that what they make of the
/// column has to be computed once.
/// </summary>
/// <param name="Column">The place of the column among those that the network reads.</param>
/// <param name="Start">Where the column's values begin in a row.</param>
/// <param name="Head">The layers, whose weights have the names that they have in the whole network.</param>
/// <param name="Input">The dimensions of the column's vectors.</param>
/// <param name="Between">The shape of what the layers give for one of them.</param>
internal sealed record PrefixPart(int Column, int Start, Layer Head, Shape Input, Shape Between)
{
    /// <summary>
    /// The part of a column; null where the layers are none, or have no graph with weights: other frozen layers cost little, and fits with
    /// such ones stay what they were, to the bit.
    /// </summary>
    /// <param name="place">The place of the column.</param>
    /// <param name="start">Where its values begin in a row.</param>
    /// <param name="head">The layers that stay as they are; null for none.</param>
    /// <param name="names">The names of the containers that they stand in.</param>
    /// <param name="input">The dimensions of the column's vectors.</param>
    public static PrefixPart? TryCreate(int place, int start, Layer? head, IEnumerable<string> names, Shape input)
    {
        if (head is null || head.ParameterCount(input) == 0 || !LayerSite.Of(head, input).Any(site => site.Layer is GraphLayer)
            || head.PaddedAxis(input, padded: null) is not null)
            return null;
        Layer named = names.Reverse().Aggregate(head, (inner, name) => new ChainLayer([inner], [name]));
        return new PrefixPart(place, start, named, input, head.OutputShape(input));
    }
}
