namespace MLFlux;

/// <summary>What a model came to over repeated runs.</summary>
public sealed record RepeatedContender
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Mean and spread of each figure, the main one first; none where it was left out.</summary>
    public IReadOnlyList<MetricSpread> Metrics { get; init; } = [];

    /// <summary>What it came to in each run.</summary>
    public required IReadOnlyList<Contender> Runs { get; init; }

    /// <summary>By how much the network is better in the main figure; null for the network itself, and where this was left out.</summary>
    public Difference? NetworkLead { get; init; }

    /// <summary>Why it was left out of all runs or of one, as a sentence; null where it was not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>By how much the network's log-loss is lower, in nats; null where that is not known.</summary>
    internal Difference? LogLossLead { get; init; }

    /// <summary>By how much it tells classes apart better than chance; null where that is not known.</summary>
    internal Difference? Discrimination { get; init; }

    /// <summary>How long its trainer took in the mean.</summary>
    public TimeSpan FitTime => Mean(run => run.FitTime);

    /// <summary>How long scoring took in the mean.</summary>
    public TimeSpan ScoringTime => Mean(run => run.ScoringTime);

    /// <param name="runs">The runs of one model.</param>
    /// <param name="network">Those of the network on the same rows; null where they are the network's own.</param>
    /// <param name="testShare">How many rows were held out for each that was trained on.</param>
    internal static RepeatedContender Of(IReadOnlyList<Contender> runs, IReadOnlyList<Contender>? network, double testShare)
    {
        if (runs.FirstOrDefault(run => run.LeftOut is not null) is { } missing)
            return new RepeatedContender { Name = missing.Name, Runs = runs, LeftOut = missing.LeftOut };

        return new RepeatedContender
        {
            Name = runs[0].Name,
            Runs = runs,
            Metrics = [.. runs[0].Metrics.Select(
                metric => MetricSpread.Of([.. runs.Select(run => run.Metrics.First(m => m.Name == metric.Name))]))],
            NetworkLead = network is null ? null
            : Difference.OfRuns([.. network.Zip(runs, (n, r) => n.Metrics[0].Value - r.Metrics[0].Value)], testShare),
            LogLossLead = OfRuns(runs.Select(run => run.LogLossLead), testShare),
            Discrimination = OfRuns(runs.Select(run => run.Discrimination), testShare),
        };
    }

    /// <summary>The means, as if of one run.</summary>
    internal Contender ToMean() => new()
    {
        Name = Name, Kind = Runs[0].Kind, FitTime = FitTime, ScoringTime = ScoringTime, NetworkLead = NetworkLead, LeftOut = LeftOut,
        LogLossLead = LogLossLead, Discrimination = Discrimination,
        Metrics = [.. Metrics.Select(metric => new Metric(metric.Name, metric.Mean, metric.HigherIsBetter))],
    };

    /// <summary>The mean of what every run has.</summary>
    private static Difference? OfRuns(IEnumerable<Difference?> runs, double testShare)
    {
        Difference?[] all = [.. runs];
        return all.Contains(null) ? null : Difference.OfRuns([.. all.Select(run => run!.Value)], testShare);
    }

    private TimeSpan Mean(Func<Contender, TimeSpan> time) => TimeSpan.FromTicks((long)Runs.Average(run => time(run).Ticks));
}
