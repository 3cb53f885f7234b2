using MLFlux.Evaluation;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>What came of an experiment that was repeated: figures with their spread. The models were disposed of. Immutable.</summary>
public sealed record RepeatedResult
{
    /// <summary>What was predicted.</summary>
    public required PredictionTask Task { get; init; }

    /// <summary>How the rows were divided.</summary>
    public required Split Split { get; init; }

    /// <summary>How the runs differ: <c>5 folds</c>, <c>5 seeds</c>.</summary>
    public required string Manner { get; init; }

    /// <summary>The network over all runs.</summary>
    public required RepeatedContender Network { get; init; }

    /// <summary>The baselines over all runs, on the same rows, in the order of the options, those left out too.</summary>
    public required IReadOnlyList<RepeatedContender> Baselines { get; init; }

    /// <summary>Whether the network earns its place.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>A table of all models (the main figure with its standard deviation and its 95 % interval), and the verdict.</summary>
    public override string ToString()
    {
        RepeatedContender[] compared = [Network, .. Baselines.Where(b => b.LeftOut is null)];
        string table = Evaluation.TextTable.Format(
            ["model", Network.Metrics[0].Name, "deviation", "95 % interval", "fit", "score"],
            [.. compared.Select(c => (string[])[
                c.Runs[0].Title, Figure(c.Metrics[0].Mean), Figure(c.Metrics[0].StandardDeviation),
                $"{Figure(c.Metrics[0].Lower)} to {Figure(c.Metrics[0].Upper)}",
                ContenderTable.Seconds(c.FitTime), ContenderTable.Seconds(c.ScoringTime)])]);
        string leftOut = ContenderTable.LeftOut(Baselines.Select(b => b.ToMean()));
        return $"{Manner} ({Split.Manner}){Environment.NewLine}{table}{leftOut}{Verdict}{Environment.NewLine}";
    }

    internal static RepeatedResult Of(PredictionTask task, Split split, string manner, IReadOnlyList<TrialFigures> trials)
    {
        double testShare = trials.Average(trial => trial.TestRows / (double)trial.TrainRows);
        Contender[] runs = [.. trials.Select(trial => trial.Network)];
        var network = RepeatedContender.Of(runs, null, testShare);
        RepeatedContender[] baselines =
        [
            .. Enumerable.Range(0, trials[0].Baselines.Count)
            .Select(i => RepeatedContender.Of([.. trials.Select(trial => trial.Baselines[i])], runs, testShare)),
        ];
        return new RepeatedResult
        {
            Task = task, Split = split, Manner = manner, Network = network, Baselines = baselines,
            Verdict = Verdicts.Of(task, network.ToMean(), [.. baselines.Select(b => b.ToMean())]),
        };
    }

    private static string Figure(double value) => double.IsNaN(value) ? "-"
        : NumberFormats.FourDecimals(value);
}
