using System.Diagnostics;

namespace MLFlux.RankProgram;

/// <summary>How long ranks take to add up so many numbers, in any order and in a fixed one.</summary>
internal static class Exchanges
{
    private const int Times = 20;

    public static void Measure(Ranks ranks)
    {
        foreach (int count in new[] { 1, 1_000, 10_000, 100_000, 1_000_000, 10_000_000 })
        {
            float[] values = new float[count];
            double any = Median(() => ranks.Sum(values.AsSpan())), ordered = Median(() => ranks.SumInTree(values.AsSpan()));
            if (ranks.Index == 0)
                Console.WriteLine($"{count,10} floats: {any:0.000} ms in any order, {ordered:0.000} ms in a fixed one");
        }
    }

    /// <summary>How long ranks take to add up so many numbers in any order, in milliseconds.</summary>
    public static double Time(Ranks ranks, int count)
    {
        float[] values = new float[count];
        return Median(() => ranks.Sum(values.AsSpan()));
    }

    private static double Median(Action exchange)
    {
        exchange();
        double[] times = [.. Enumerable.Range(0, Times).Select(_ =>
        {
            long begin = Stopwatch.GetTimestamp();
            exchange();
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }).Order()];
        return times[Times / 2];
    }
}
