using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>Sums over the places of each channel and over the rows of a block, of which the last may have fewer than lanes.</summary>
internal static class LaneMoments<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Adds Σ (x − μ).</summary>
    /// <param name="x">The values.</param>
    /// <param name="planes">How they lie.</param>
    /// <param name="means">μ of each channel.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="sums">What is added to, for each channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSums(LaneMemory x, LanePlanes planes, ReadOnlySpan<float> means, int rows, Span<double> sums)
    {
        for (int channel = 0; channel < planes.Channels; channel++)
        {
            TVector minus = TLanes.Broadcast(-means[channel]), sum = default;
            for (int line = 0; line < planes.Height; line++)
            {
                nuint place = (nuint)planes.Place(channel, line, 0);
                for (int column = 0; column < planes.Width; column++, place += (nuint)TLanes.Count)
                    sum = TLanes.Add(sum, TLanes.Add(TLanes.Load(ref x.First, place), minus));
            }

            sums[channel] += OfRows(sum, rows);
        }
    }

    /// <summary>Adds Σ (x − μ) g.</summary>
    /// <param name="x">The values.</param>
    /// <param name="planes">How they lie.</param>
    /// <param name="means">μ of each channel.</param>
    /// <param name="factors">g; x − μ itself where it is null.</param>
    /// <param name="ofFactors">How the factors lie.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="sums">What is added to, for each channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(
        LaneMemory x, LanePlanes planes, ReadOnlySpan<float> means, LaneMemory? factors, LanePlanes ofFactors, int rows, Span<double> sums)
    {
        for (int channel = 0; channel < planes.Channels; channel++)
        {
            TVector minus = TLanes.Broadcast(-means[channel]), sum = default;
            for (int line = 0; line < planes.Height; line++)
            {
                nuint place = (nuint)planes.Place(channel, line, 0), other = (nuint)ofFactors.Place(channel, line, 0);
                for (int column = 0; column < planes.Width; column++, place += (nuint)TLanes.Count, other += (nuint)TLanes.Count)
                {
                    TVector centred = TLanes.Add(TLanes.Load(ref x.First, place), minus);
                    sum = TLanes.MultiplyAdd(centred, factors is null ? centred : TLanes.Load(ref factors.First, other), sum);
                }
            }

            sums[channel] += OfRows(sum, rows);
        }
    }

    private static double OfRows(TVector values, int rows)
    {
        ReadOnlySpan<TVector> one = [values];
        double sum = 0;
        foreach (float value in MemoryMarshal.Cast<TVector, float>(one)[..rows])
            sum += value;
        return sum;
    }
}
