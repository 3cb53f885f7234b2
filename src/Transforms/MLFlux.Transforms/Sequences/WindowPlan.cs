namespace MLFlux.Sequences;

/// <summary>What is learned of series before windows are cut out of others.</summary>
/// <param name="Step">The time between two steps.</param>
/// <param name="Means">The mean of each value column; 0 for one without any value.</param>
/// <param name="Marked">For each value column, whether a channel says which values are known.</param>
internal sealed record WindowPlan(long Step, float[] Means, bool[] Marked)
{
    /// <summary>How many numbers of a step a history has.</summary>
    public int Channels => Means.Length + Marked.Count(isMarked => isMarked);

    /// <summary>Learns it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="options">The sizes of a window.</param>
    /// <param name="warn">Takes a sentence on series that are too short.</param>
    /// <exception cref="InvalidDataException">There is no window to learn from.</exception>
    public static WindowPlan Learn(
        IReadOnlyList<TimeSeries> series, WindowColumns columns, SequenceWindowOptions options, Action<string> warn)
    {
        int width = columns.Values.Count;
        long step = options.Step?.Ticks ?? MostFrequent(series, columns);
        var sums = new double[width];
        var counts = new long[width];
        foreach (TimeSeries one in series)
        {
            for (int i = 0; i < one.Values.Length; i++)
            {
                if (float.IsNaN(one.Values[i]))
                    continue;
                sums[i % width] += one.Values[i];
                counts[i % width]++;
            }
        }

        WindowPlan plan = new(step, [.. sums.Select((sum, i) => counts[i] == 0 ? 0 : (float)(sum / counts[i]))], new bool[width]);
        var cutter = new WindowCutter(plan, options);
        foreach (TimeSeries one in series)
            cutter.CheckTimes(one);
        CheckLengths(series, cutter, options, warn);
        var marked = new bool[width];
        foreach (SeriesSegment segment in series.SelectMany(cutter.Segments))
        {
            for (int column = 0; column < width; column++)
                marked[column] = marked[column] || segment.Misses(column);
        }

        return plan with { Marked = marked };
    }

    private static void CheckLengths(
        IReadOnlyList<TimeSeries> series, WindowCutter cutter, SequenceWindowOptions options, Action<string> warn)
    {
        string[] tooShort = [.. series.Where(one => !cutter.Windows(one).Any(cutter.HasFuture)).Select(one => $"'{one.Name}'")];
        if (tooShort.Length == series.Count)
        {
            long longest = series.Max(one => (long?)one.Times.Length) ?? 0;
            throw new InvalidDataException(
                $"No series has {options.History} steps of history and a known value of {string.Join(", ", options.Targets
                    .Select(target => $"'{target}'"))} in the {options.Horizon} steps after them; the longest has "
                + $"{longest:N0} row{(longest == 1 ? "" : "s")}. Lower {nameof(SequenceWindowOptions.History)}, or give more rows.");
        }

        if (tooShort.Length > 0)
        {
            warn($"Series {string.Join(", ", tooShort.Take(10))}{(tooShort.Length > 10 ? $" and {tooShort.Length - 10} more" : "")} "
                + $"{(tooShort.Length == 1 ? "is" : "are")} shorter than a window of {options.History} steps and one after them: "
                + "nothing is learned from "
                + $"{(tooShort.Length == 1 ? "it" : "them")}.");
        }

        if (cutter.FirstUnknown(series) is (string target, int ahead))
        {
            throw new InvalidDataException(
                $"No window of {options.History} steps has a known value of '{target}' {ahead:N0} step{(ahead == 1 ? "" : "s")} after it: "
                + "there is nothing to learn a forecast so far ahead from. Lower "
                + $"{nameof(SequenceWindowOptions.Horizon)} or {nameof(SequenceWindowOptions.History)}, or give longer series.");
        }
    }

    private static long MostFrequent(IReadOnlyList<TimeSeries> series, WindowColumns columns) => series
        .SelectMany(one => one.Times.Zip(one.Times.Skip(1), (first, second) => second - first))
        .GroupBy(step => step).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .Select(group => (long?)group.Key).FirstOrDefault()
        ?? throw new InvalidDataException(
            $"No series has two rows, so that '{columns.Time.Name}' tells no time between two steps; give it in "
            + $"{nameof(SequenceWindowOptions.Step)}.");
}
