namespace MLFlux;

/// <summary>How the learning rate changes while training. Make one with <see cref="Schedules"/>.</summary>
/// <remarks>A description, immutable and safe for any thread; what changes in a fit is made by each fit.</remarks>
public abstract record Schedule
{
    private protected Schedule(bool byBatch) => ByBatch = byBatch;

    /// <summary>Whether the rate changes after every update, rather than after every epoch.</summary>
    public bool ByBatch { get; }

    /// <summary>Makes what follows this schedule over one fit.</summary>
    /// <param name="steps">How many steps, epochs or updates, the fit has at the most; at least 1.</param>
    internal abstract ScheduleRun Start(long steps);

    /// <summary>Whether the rate depends on the losses, rather than on how many steps are done alone.</summary>
    internal virtual bool FollowsLoss => false;

    /// <summary>The schedule as code calls it: <c>Schedules.Step(every: 10, factor: 0.1)</c>.</summary>
    internal string ToCode() =>
        $"{nameof(Schedules)}.{ToString().Replace("then: ", $"then: {nameof(Schedules)}.", StringComparison.Ordinal)}";

    /// <summary>The faults of the options, each a sentence that names the option; empty where there is none.</summary>
    internal abstract IEnumerable<string> Faults();

    /// <summary>The schedule as it is written in code: <c>Step(every: 10, factor: 0.1)</c>.</summary>
    public abstract override string ToString();
}
