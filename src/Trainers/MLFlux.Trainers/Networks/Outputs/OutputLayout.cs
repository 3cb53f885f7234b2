namespace MLFlux;

/// <summary>The heads of a network, whose outputs lie side by side in one flat row.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
internal sealed class OutputLayout
{
    private OutputLayout(IReadOnlyList<ModelHead> heads) => Heads = heads;

    /// <summary>The heads, at least one, in the order in which their outputs lie in a row.</summary>
    public IReadOnlyList<ModelHead> Heads { get; }

    /// <summary>The heads by name, for messages: <c>'Price', 'Sold'</c>.</summary>
    public string Names => string.Join(", ", Heads.Select(head => $"'{head.Name}'"));

    /// <summary>The layout of heads side by side.</summary>
    public static OutputLayout SideBySide(IEnumerable<ModelHead> heads)
    {
        var placed = new List<ModelHead>();
        int start = 0, target = 0;
        foreach (ModelHead head in heads)
        {
            placed.Add(head with { Place = placed.Count, Start = start, TargetStart = target });
            start += head.Width;
            target += head.TargetWidth;
        }

        return new OutputLayout(placed);
    }

    /// <summary>The same places with other values of each head.</summary>
    public OutputLayout With(Func<ModelHead, ModelHead> change) => SideBySide(Heads.Select(change));
}
