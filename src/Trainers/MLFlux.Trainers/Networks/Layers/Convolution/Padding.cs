using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// How many zeros (for <c>MaxPool</c>, −∞) are put at both ends of each axis: a number for all axes, <c>(rows, columns)</c>,
/// three numbers for a volume, or <see cref="Same"/>. The default is none.
/// </summary>
public readonly record struct Padding
{
    private Padding(Extent amount, bool isSame)
    {
        Amount = amount;
        IsSame = isSame;
    }

    /// <summary>Makes a padding of so many values before, and as many after, along each axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or above 32,767.</exception>
    public Padding(Extent amount)
    {
        foreach (int value in amount.ToArray())
        {
            if (value is < 0 or > ArgumentChecks.MostSteps)
                throw new ArgumentOutOfRangeException(nameof(amount), value, $"A padding is from 0 to {ArgumentChecks.MostSteps}.");
        }

        Amount = amount;
    }

    /// <summary>
    /// As much as makes the output ⌈input / stride⌉ long along each axis (for <c>ConvTranspose</c>, input × stride):
    /// dilation × (window − 1) in all, an odd value at the end.
    /// </summary>
    public static Padding Same { get; } = new(default, isSame: true);

    /// <summary>
    /// Values before, and as many after, along each axis; without axes for <see cref="Same"/>, which depends on the window.
    /// </summary>
    public Extent Amount { get; }

    /// <summary>Whether this is <see cref="Same"/>.</summary>
    public bool IsSame { get; }

    /// <summary>The same padding on all sides.</summary>
    public static implicit operator Padding(int size) => new(size);

    /// <summary>Rows above and below, columns left and right.</summary>
    public static implicit operator Padding((int Height, int Width) size) => new(size);

    /// <summary>Values at both ends of the three axes of a volume.</summary>
    public static implicit operator Padding((int Depth, int Height, int Width) size) => new(size);

    /// <summary>The padding as it is written in code: <c>(2, 2)</c>, <c>Padding.Same</c>.</summary>
    public override string ToString() => IsSame ? "Padding.Same" : Amount.Rank == 0 ? "0" : Amount.ToString();

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static Padding Parse(string text) =>
        text == "Padding.Same" ? Same
        : Extent.TryParse(text) is Extent amount ? new Padding(amount)
        : throw new InvalidDataException($"'{text}' is not a padding; write Padding.Same or (2, 2).");

    /// <summary>This with a number for each axis of a window; null where there are too few or too many.</summary>
    internal Padding? ToRank(int rank)
    {
        if (IsSame || Amount.Rank == 0)
            return this;
        if (Amount.ToRank(rank) is not Extent amount)
            return null;
        return amount == Extent.Uniform(0, rank) ? default(Padding) : new Padding(amount);
    }
}
