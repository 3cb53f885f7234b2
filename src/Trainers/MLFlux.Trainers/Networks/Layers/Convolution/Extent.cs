using System.Globalization;

namespace MLFlux;

/// <summary>
/// Whole numbers along one to three axes: the size of a window or how far it moves. Written as a number,
/// <c>(height, width)</c> or <c>(depth, height, width)</c>.
/// </summary>
/// <remarks>
/// Where a layer's kernel or window has several axes, a single number as its stride, dilation or padding stands for all of
/// them. Immutable, and safe for any thread.
/// </remarks>
public readonly record struct Extent
{
    private readonly int _first, _second, _third;

    /// <summary>A number along one axis, or the same along each where more are asked for.</summary>
    public Extent(int length)
    {
        _first = length;
        Rank = 1;
    }

    /// <summary>Numbers down and across an image.</summary>
    public Extent(int height, int width)
    {
        (_first, _second) = (height, width);
        Rank = 2;
    }

    /// <summary>Numbers along the three axes of a volume.</summary>
    public Extent(int depth, int height, int width)
    {
        (_first, _second, _third) = (depth, height, width);
        Rank = 3;
    }

    /// <summary>How many axes there are, from 1 to 3; 0 for the default value.</summary>
    public int Rank { get; }

    /// <summary>The number along one axis, counted from 0, the axis of the width last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(axis);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, Rank);
            return axis switch { 0 => _first, 1 => _second, _ => _third };
        }
    }

    /// <summary>A number along one axis.</summary>
    public static implicit operator Extent(int length) => new(length);

    /// <summary>Numbers down and across an image.</summary>
    public static implicit operator Extent((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>Numbers along the three axes of a volume.</summary>
    public static implicit operator Extent((int Depth, int Height, int Width) size) => new(size.Depth, size.Height, size.Width);

    /// <summary>The numbers as they are written in code: <c>3</c>, <c>(3, 3)</c>.</summary>
    public override string ToString()
    {
        string numbers = string.Join(", ", ToArray());
        return Rank == 1 ? numbers : $"({numbers})";
    }

    /// <summary>The same number along each of some axes.</summary>
    internal static Extent Uniform(int value, int rank) => Of([.. Enumerable.Repeat(value, rank)]);

    /// <summary>One to three numbers.</summary>
    internal static Extent Of(ReadOnlySpan<int> values) => values switch
    {
        [int length] => new(length),
        [int height, int width] => new(height, width),
        [int depth, int height, int width] => new(depth, height, width),
        _ => throw new ArgumentException("There are one to three axes.", nameof(values)),
    };

    /// <summary>This with as many axes as asked for, if it has them or a single number; otherwise null.</summary>
    internal Extent? ToRank(int rank) => Rank == rank ? this : Rank == 1 ? Uniform(_first, rank) : null;

    internal int[] ToArray()
    {
        var values = new int[Rank];
        for (int axis = 0; axis < Rank; axis++)
            values[axis] = this[axis];
        return values;
    }

    internal long[] ToLongs() => [.. ToArray().Select(value => (long)value)];

    /// <summary>Reads what <see cref="ToString"/> wrote, of numbers that are not negative; null where the text is something else.</summary>
    internal static Extent? TryParse(string text)
    {
        ReadOnlySpan<char> inner = text is ['(', .., ')'] ? text.AsSpan(1, text.Length - 2) : text;
        var values = new List<int>();
        foreach (Range part in inner.Split(','))
        {
            if (values.Count == 3 || !int.TryParse(inner[part].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
                return null;
            values.Add(value);
        }

        return Of([.. values]);
    }
}
