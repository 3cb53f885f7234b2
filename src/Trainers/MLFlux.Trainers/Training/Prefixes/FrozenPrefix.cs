using System.Collections.Immutable;
using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>
/// A network in two: layers at its head that stay as they are over the whole fit, so that what they make of a row has to be computed
/// once, and those behind them. Both name their weights as the whole does.
/// </summary>
/// <param name="Parts">The layers that stay as they are, of each column that goes through such layers.</param>
/// <param name="Rest">The layers behind them, and those of all other columns.</param>
/// <param name="Between">The columns that the rest reads: what the parts give of theirs, and the others as they are.</param>
internal sealed record FrozenPrefix(ImmutableArray<PrefixPart> Parts, Layer Rest, InputLayout Between)
{
    /// <summary>The longest such heads of a network; null where no column has one with a graph and its weights.</summary>
    /// <param name="body">The network.</param>
    /// <param name="inputs">The columns that it reads.</param>
    /// <param name="frozen">The frozen layers.</param>
    public static FrozenPrefix? Of(Layer body, InputLayout inputs, IReadOnlyList<FrozenLayer> frozen)
    {
        bool IsFrozen(string name) => frozen.Any(layer => layer.ThawEpoch is null && FrozenLayer.Covers(layer.Name, name));
        if (body.InputsHead is not null)
            return HeadOf(body) is InputsLayer columns ? OfColumns(body, columns, inputs, IsFrozen) : null;

        (Layer? head, Layer? rest) = PrefixSplit.Of(body, inputs.Shape, "", IsFrozen);
        return rest is not null && PrefixPart.TryCreate(0, 0, head, [], inputs.Shape) is { } part
            ? new FrozenPrefix([part], rest, InputLayout.Alone(Given(inputs.Columns[0], part)))
            : null;
    }

    private static FrozenPrefix? OfColumns(Layer body, InputsLayer columns, InputLayout inputs, Func<string, bool> isFrozen)
    {
        string[] path = [.. PathOfHead(body)];
        var parts = ImmutableArray.CreateBuilder<PrefixPart>();
        List<InputColumn> between = [.. inputs.Columns];
        Layer[] branches = [.. columns.Layers];
        foreach (LayerChild branch in columns.Children(inputs.Shape))
        {
            int place = columns.Columns.IndexOf(branch.Place);
            string[] names = [.. path, branch.Name];
            (Layer? head, Layer? rest) = PrefixSplit.Of(branch.Layer, branch.Input, string.Join('.', names) + ".", isFrozen);
            if (PrefixPart.TryCreate(place, inputs.Columns[place].Start, head, names, branch.Input) is not { } part)
                continue;
            parts.Add(part);
            between[place] = Given(between[place], part);
            branches[place] = rest ?? AsIs(part.Between);
        }

        if (parts.Count == 0)
            return null;
        var behind = new InputsLayer(
            columns.Combine, columns.Columns, [.. branches],
            [.. columns.Shapes.Select((shape, place) => parts.FirstOrDefault(part => part.Column == place)?.Between ?? shape)]);
        return new FrozenPrefix(parts.ToImmutable(), WithHead(body, behind), InputLayout.SideBySide(between));
    }

    private static InputColumn Given(InputColumn column, PrefixPart part) => new(column.Name, part.Between, InputKind.Numbers);

    /// <summary>A branch of which all is computed before.</summary>
    private static Layer AsIs(Shape given) => given.Rank == 1 ? new FlattenLayer() : new ReshapeLayer([.. given]);

    /// <summary>The names of the chains that the columns' branches stand in.</summary>
    private static IEnumerable<string> PathOfHead(Layer body)
    {
        while (body is ChainLayer chain)
        {
            yield return chain.Names.IsEmpty ? CodeText.Number(0) : chain.Names[0];
            body = chain.Layers[0];
        }
    }

    /// <summary>The layer that takes what the body takes: columns, or networks side by side, of which nothing is computed once.</summary>
    private static Layer HeadOf(Layer body) => body is ChainLayer chain ? HeadOf(chain.Layers[0]) : body;

    private static Layer WithHead(Layer body, InputsLayer head) =>
        body is ChainLayer chain ? chain.With(chain.Layers.SetItem(0, WithHead(chain.Layers[0], head))) : head;
}
