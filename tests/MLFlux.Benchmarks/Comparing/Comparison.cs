namespace MLFlux.Benchmarks.Comparing;

/// <summary>
/// One line of the table: two ways to do the same, measured in turns. A new one is a class like those in
/// <c>Comparisons</c> and a line in <see cref="ComparisonList"/>.
/// </summary>
/// <remarks>Data and models are made by the constructor, which is not measured. One that owns native memory is disposable.</remarks>
internal abstract class Comparison
{
    /// <summary>What the figures are in: <c>rows/s</c>.</summary>
    public abstract string Unit { get; }

    /// <summary>What the ratio of ours to theirs has to reach; what ours has to, where there is no other side.</summary>
    public abstract Goal Goal { get; }

    /// <summary>The most pairs worth the wait, for comparisons that take minutes.</summary>
    public virtual int MostPairs => int.MaxValue;

    /// <summary>What the figures do not say, a sentence each; asked for after the last pair.</summary>
    public virtual IEnumerable<string> Remarks => [];

    /// <summary>Whether something besides the ratio makes the goal missed.</summary>
    public virtual bool IsValid => true;

    /// <summary>Runs both sides once, so that code is compiled and caches are filled.</summary>
    public virtual void WarmUp()
    {
        MeasureOurs();
        MeasureTheirs();
    }

    public abstract double MeasureOurs();

    /// <summary>The other side's figure; null where there is none.</summary>
    public abstract double? MeasureTheirs();

    /// <summary>How long an action takes, in seconds, garbage of earlier ones collected before.</summary>
    protected static double Seconds(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        action();
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
