using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>What is known of a value of a graph before it computes.</summary>
/// <param name="Type">What it is made of.</param>
/// <param name="Dimensions">Its size along each dimension; none for a single number.</param>
internal sealed record GraphValue(GraphType Type, ImmutableArray<GraphNumber> Dimensions)
{
    /// <summary>
    /// The numbers themselves, row by row, where they are known: constants, shapes and what is computed from them. Null otherwise.
    /// </summary>
    public ImmutableArray<GraphNumber>? Known { get; init; }

    /// <summary>How many dimensions it has.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>How many numbers it has; null where that depends on the rows in more than one dimension.</summary>
    public GraphNumber? Count
    {
        get
        {
            GraphNumber? count = new GraphNumber(1);
            foreach (GraphNumber dimension in Dimensions)
                count = count is { } soFar ? GraphNumber.Multiply(soFar, dimension) : null;
            return count;
        }
    }

    /// <summary>A value of which no dimension depends on the rows.</summary>
    public static GraphValue Of(GraphType type, params ReadOnlySpan<long> dimensions)
    {
        var numbers = ImmutableArray.CreateBuilder<GraphNumber>(dimensions.Length);
        foreach (long dimension in dimensions)
            numbers.Add(new GraphNumber(dimension));
        return new GraphValue(type, numbers.MoveToImmutable());
    }

    /// <summary>A vector of known whole numbers.</summary>
    public static GraphValue OfIntegers(ImmutableArray<GraphNumber> numbers) =>
        Of(GraphType.Integer, numbers.Length) with { Known = numbers };

    /// <summary>The dimensions for a batch.</summary>
    public long[] At(long rows) => [.. Dimensions.Select(dimension => dimension.At(rows))];

    /// <summary>For messages: <c>rows×3×224×224</c>.</summary>
    public override string ToString() => Rank == 0 ? "a single number" : string.Join('×', Dimensions);
}
