using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLFlux.Kernels;

namespace MLFlux.Benchmarks;

/// <summary>What cores multiply and add at the most: in registers alone, in the widest vectors that the processor has.</summary>
internal static class PeakRate
{
    private const int Sums = 12, Repeats = 10, ManyRounds = 1 << 22, FewRounds = 1 << 16;

    /// <summary>Additions and multiplications a second of all cores, the best of several tries.</summary>
    public static double Measure() => Measure(Environment.ProcessorCount);

    /// <summary>Those of so many cores.</summary>
    public static double Measure(int cores)
    {
        int rounds = LaneWidth.IsFast ? ManyRounds : FewRounds; // Without vectors a round takes hundred times as long.
        double best = double.MaxValue;
        for (int i = 0; i < Repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Thread[] threads = [.. Enumerable.Range(0, cores).Select(_ => new Thread(() => Run(rounds)))];
            foreach (Thread thread in threads)
                thread.Start();
            foreach (Thread thread in threads)
                thread.Join();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * LaneWidth.Most * Sums * rounds * cores / best;
    }

    private static void Run(int rounds)
    {
        float sum = LaneWidth.Most switch
        {
            16 => Run<Vector512<float>, Lanes512>(1e-9f, rounds),
            8 => Run<Vector256<float>, Lanes256>(1e-9f, rounds),
            _ => Run<Vector128<float>, Lanes128>(1e-9f, rounds),
        };
        if (!float.IsFinite(sum))
            throw new InvalidOperationException("The sums are not finite.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run<TVector, TLanes>(float value, int rounds)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        TVector a = TLanes.Broadcast(value), b = TLanes.Broadcast(value * 2);
        TVector s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
        for (int i = 0; i < rounds; i++)
        {
            s0 = TLanes.MultiplyAdd(s0, a, b);
            s1 = TLanes.MultiplyAdd(s1, a, b);
            s2 = TLanes.MultiplyAdd(s2, a, b);
            s3 = TLanes.MultiplyAdd(s3, a, b);
            s4 = TLanes.MultiplyAdd(s4, a, b);
            s5 = TLanes.MultiplyAdd(s5, a, b);
            s6 = TLanes.MultiplyAdd(s6, a, b);
            s7 = TLanes.MultiplyAdd(s7, a, b);
            s8 = TLanes.MultiplyAdd(s8, a, b);
            s9 = TLanes.MultiplyAdd(s9, a, b);
            s10 = TLanes.MultiplyAdd(s10, a, b);
            s11 = TLanes.MultiplyAdd(s11, a, b);
        }

        Span<float> sums = stackalloc float[12];
        TLanes.Sums(s0, s1, s2, s3, ref sums[0], 0);
        TLanes.Sums(s4, s5, s6, s7, ref sums[0], 4);
        TLanes.Sums(s8, s9, s10, s11, ref sums[0], 8);
        return TensorPrimitives.Sum<float>(sums);
    }
}
