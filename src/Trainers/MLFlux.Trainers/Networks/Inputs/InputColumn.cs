namespace MLFlux;

/// <summary>A column that a network reads, and where its values lie in the row of features that is one example.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
/// <param name="Name">The column.</param>
/// <param name="Shape">The dimensions of its vectors; 1 for a column of single values.</param>
/// <param name="Kind">What its values stand for.</param>
internal sealed record InputColumn(string Name, Shape Shape, InputKind Kind)
{
    /// <summary>Where the column's values begin in a row.</summary>
    public int Start { get; init; }

    /// <summary>How many values of a row are the column's.</summary>
    public int Width => Shape.Size;

    /// <summary>The slots of the column in which categorical columns stand one-hot, in ascending order; none by default.</summary>
    public IReadOnlyList<Range> Categories { get; init; } = [];

    /// <summary>The feature that fills up what is short, as the column says; null, the default, where it says of none.</summary>
    public int? Padding { get; init; }
}
