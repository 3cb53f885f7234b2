using MLFlux.Networks;

namespace MLFlux;

/// <summary>
/// How many rows and columns of zeros (for <c>MaxPool</c>, of −∞) are put around an image: a number for all four sides,
/// <c>(rows, columns)</c>, or <see cref="Same"/>. The default is none.
/// </summary>
public readonly record struct Padding
{
    private Padding(int height, int width, bool isSame)
    {
        Height = height;
        Width = width;
        IsSame = isSame;
    }

    /// <summary>Makes a padding of <paramref name="height"/> rows above and below, <paramref name="width"/> columns left and right.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative or above 32,767.</exception>
    public Padding(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Require.MostSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Require.MostSteps);
        Height = height;
        Width = width;
    }

    /// <summary>
    /// As much as makes the output ⌈input / stride⌉ high and wide: dilation × (window − 1) in all, an odd row or column
    /// below or on the right.
    /// </summary>
    public static Padding Same { get; } = new(0, 0, isSame: true);

    /// <summary>Rows above, and as many below; 0 for <see cref="Same"/>, which depends on the window.</summary>
    public int Height { get; }

    /// <summary>Columns on the left, and as many on the right; 0 for <see cref="Same"/>.</summary>
    public int Width { get; }

    /// <summary>Whether this is <see cref="Same"/>.</summary>
    public bool IsSame { get; }

    /// <summary>The same padding on all sides.</summary>
    public static implicit operator Padding(int size) => new(size, size);

    /// <summary>Rows above and below, columns left and right.</summary>
    public static implicit operator Padding((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>The padding as it is written in code: <c>(2, 2)</c>, <c>Padding.Same</c>.</summary>
    public override string ToString() => IsSame ? "Padding.Same" : CodeText.Pair((Height, Width));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static Padding Parse(string text)
    {
        if (text == "Padding.Same")
            return Same;
        if (text is ['(', .. string inner, ')']
            && inner.Split(',') is [string height, string width]
            && CodeText.TryParseCount(height, out int rows) && CodeText.TryParseCount(width, out int columns))
        {
            return new Padding(rows, columns);
        }

        throw new InvalidDataException($"'{text}' is not a padding; write Padding.Same or (2, 2).");
    }
}
