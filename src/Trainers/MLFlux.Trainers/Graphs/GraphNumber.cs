using System.Globalization;

namespace MLFlux.Graphs;

/// <summary>
/// A number of a graph that is known before it computes: a size or a part of a shape. It is so much, or so much for each row of the
/// batch.
/// </summary>
/// <param name="Value">How much.</param>
/// <param name="IsPerRow">Whether it is multiplied by the number of rows.</param>
internal readonly record struct GraphNumber(double Value, bool IsPerRow = false)
{
    /// <summary>The number of rows.</summary>
    public static GraphNumber Rows { get; } = new(1, IsPerRow: true);

    /// <summary>Whether it is this number, however many rows there are.</summary>
    public bool Is(double value) => Value == value && !IsPerRow;

    /// <summary>The number for a batch, rounded towards zero and to what 64 bits hold.</summary>
    public long At(long rows) => Whole(IsPerRow ? Value * rows : Value);

    /// <summary>The whole number within 64 bits: files write the largest one for "to the end".</summary>
    public static long Whole(double value) => value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;

    /// <summary>The sum; null where it depends on the rows in another way.</summary>
    public static GraphNumber? Add(GraphNumber one, GraphNumber other) =>
        one.IsPerRow == other.IsPerRow ? new(one.Value + other.Value, one.IsPerRow)
        : other.Value == 0 ? one
        : one.Value == 0 ? other
        : null;

    /// <summary>The difference; null where it depends on the rows in another way.</summary>
    public static GraphNumber? Subtract(GraphNumber one, GraphNumber other) => Add(one, other with { Value = -other.Value });

    /// <summary>The product; null where it depends on the rows in another way.</summary>
    public static GraphNumber? Multiply(GraphNumber one, GraphNumber other) =>
        one.IsPerRow && other.IsPerRow ? null : new(one.Value * other.Value, one.IsPerRow || other.IsPerRow);

    /// <summary>The quotient, rounded towards zero for whole numbers; null where it depends on the rows in another way.</summary>
    public static GraphNumber? Divide(GraphNumber one, GraphNumber other, bool whole)
    {
        if (other.Value == 0 || (other.IsPerRow && !one.IsPerRow))
            return null;
        double quotient = one.Value / other.Value;
        bool isPerRow = one.IsPerRow && !other.IsPerRow;
        if (!whole || quotient == Math.Truncate(quotient))
            return new(quotient, isPerRow);
        return one.IsPerRow ? null : new(Math.Truncate(quotient));
    }

    /// <summary>For messages: <c>12</c>, <c>rows</c>, <c>12·rows</c>.</summary>
    public override string ToString()
    {
        string number = Value.ToString(CultureInfo.InvariantCulture);
        return !IsPerRow ? number : Value == 1 ? "rows" : $"{number}·rows";
    }
}
