namespace MLFlux;

/// <summary>What a model came to on the held-out rows: the network, or a baseline beside it.</summary>
public sealed record Contender
{
    /// <summary>The model's name: <c>network</c>, <c>LightGbm</c>, ...</summary>
    public required string Name { get; init; }

    /// <summary>The figures on the held-out rows, the main one first; none where it was left out.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>How long its trainer took, from rows that were prepared.</summary>
    public TimeSpan FitTime { get; init; }

    /// <summary>How long it took to score the held-out rows, from rows that were prepared.</summary>
    public TimeSpan ScoringTime { get; init; }

    /// <summary>By how much the network is better in the main figure; null for the network itself, and where this was left out.</summary>
    public Difference? NetworkLead { get; init; }

    /// <summary>What it is, where its name tells that only to those who know ML.NET's trainers: <c>linear</c>; null for others.</summary>
    internal string? Kind { get; init; }

    /// <summary>The name in tables: <c>linear (Sdca)</c>.</summary>
    internal string Title => Kind is null ? Name : $"{Kind} ({Name})";

    /// <summary>By how much the network's log-loss is lower, in nats; null as above, and without probabilities.</summary>
    internal Difference? LogLossLead { get; init; }

    /// <summary>By how much it tells classes apart better than chance; see <see cref="Experiments.Discrimination"/>.</summary>
    internal Difference? Discrimination { get; init; }

    /// <summary>Where its threshold had better be; null where that is not known.</summary>
    internal Experiments.ThresholdAdvice? Threshold { get; init; }

    /// <summary>Why it was left out, as a sentence; null where it was not.</summary>
    public string? LeftOut { get; init; }
}
