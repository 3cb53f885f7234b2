using System.Runtime.InteropServices;

namespace MLFlux.Construction;

/// <summary>
/// Mean and variance of a channel over some rows, such that those of other rows can be taken in: the merging of pairs by Chan, Golub and
/// LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979. Four floats, so that shares of a batch
/// exchange them; the mean has two of them, since the distance of two means counts however far both are from zero.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ChannelMoments
{
    private readonly float _count;
    private readonly float _mean;
    private readonly float _meanRest;
    private readonly float _squares;

    /// <param name="count">How many values there are.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="squares">The sum of the squares of their distances from it.</param>
    public ChannelMoments(double count, double mean, double squares)
    {
        (_count, _mean, _squares) = ((float)count, (float)mean, (float)squares);
        _meanRest = (float)(mean - _mean);
    }

    /// <summary>How many values there are.</summary>
    public double Count => _count;

    /// <summary>Their mean; 0 of none.</summary>
    public double Mean => (double)_mean + _meanRest;

    /// <summary>The sum of the squares of their distances from the mean.</summary>
    public double Squares => _squares;

    /// <summary>The mean of these squares.</summary>
    public double Variance => Squares / Count;

    /// <summary>Those of the values of two.</summary>
    public static ChannelMoments Merge(ChannelMoments one, ChannelMoments other)
    {
        if (one.Count == 0 || other.Count == 0)
            return one.Count == 0 ? other : one;
        double count = one.Count + other.Count, distance = other.Mean - one.Mean;
        return new ChannelMoments(
            count, one.Mean + (distance * other.Count / count),
            one.Squares + other.Squares + (distance * distance * one.Count * other.Count / count));
    }

    /// <summary>Merges moments, channel by channel, into others.</summary>
    public static void Merge(Span<ChannelMoments> into, ReadOnlySpan<ChannelMoments> others)
    {
        for (int channel = 0; channel < into.Length; channel++)
            into[channel] = Merge(into[channel], others[channel]);
    }
}
