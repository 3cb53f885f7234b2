using Microsoft.ML;

namespace MLFlux.Experiments;

/// <summary>
/// The network and the baselines on the rows of one split. The baselines' models are disposed of, but for one that makes the network
/// better.
/// </summary>
/// <param name="Rows">The rows.</param>
/// <param name="Network">The network.</param>
/// <param name="Baselines">The baselines, those left out too.</param>
/// <param name="Joined">The network with LightGbm; null where that is not better than either alone, or was not tried.</param>
internal sealed record Trial(
    PreparedRows Rows, ContenderRun Network, IReadOnlyList<Contender> Baselines, ContenderRun? Joined) : IDisposable
{
    private static readonly TimeSpan s_leastTime = TimeSpan.FromMinutes(1);

    /// <summary>How many steps a trial reports.</summary>
    public static int Steps(ExperimentOptions options) => 2 + options.Baselines.Count;

    /// <param name="ml">The context that the pipeline belongs to.</param>
    /// <param name="parts">The pipeline.</param>
    /// <param name="split">The rows.</param>
    /// <param name="options">What the network is compared with, and for how long.</param>
    /// <param name="seed">Decides all that is random in training.</param>
    /// <param name="progress">Is told of each step.</param>
    /// <param name="joins">Whether the network is tried together with LightGbm, too.</param>
    /// <param name="fitted">Is given the prepared rows and the fitted network, before it is tried.</param>
    /// <param name="watch">Is given the prepared rows, each epoch, and what makes the network as it then is; null for nobody.</param>
    public static Trial Run(
        MLContext ml, PipelineParts parts, HeldOutSplit split, ExperimentOptions options, int seed, ProgressReporter progress,
        bool joins, Action<PreparedRows, ITransformer>? fitted = null,
        Action<PreparedRows, EpochReport, Func<ITransformer>>? watch = null)
    {
        progress.Begin("preparing rows");
        bool hasTrees = options.Baselines.Any(baseline => baseline is LightGbmBaseline);
        PreparedRows rows = PreparedRows.Prepare(ml, hasTrees ? parts : parts.WithoutTrees, split);

        progress.Begin(Verdict.Network);
        NeuralNetworkOptions training = progress.Follow(OptionsOf(parts.Trainer.Options, seed));
        if (watch is not null)
            training = training with { EpochModel = (report, make) => watch(rows, report, make) };
        NeuralNetworkTrainer trainer = parts.Trainer.With(ml, parts.Trainer.Network, training);
        ContenderRun network = ContenderRun.Run(
            ml, Verdict.Network, rows, () => trainer.Fit(rows.Train), progress.Cancellation, model => fitted?.Invoke(rows, model));
        ContenderRun? joined = null;
        try
        {
            var seeded = new MLContext(seed);
            TimeSpan limit = options.BaselineTimeLimit
                ?? (network.Contender.FitTime > s_leastTime ? network.Contender.FitTime : s_leastTime);
            var baselines = new List<Contender>();
            foreach (Baseline baseline in options.Baselines)
            {
                PreparedRows its = baseline is LightGbmBaseline
                    ? rows.KeptForTrees(ml, inPlace: ReferenceEquals(baseline, options.Baselines[^1])) : rows;
                rows = rows with { Time = its.Time };
                (Contender contender, ContenderRun? run) = Compare(seeded, baseline, its, network, limit, progress);
                baselines.Add(contender with { Kind = baseline.Kind });
                ContenderRun? together = joins && baseline is LightGbmBaseline && run is not null && joined is null
                    ? JoinedModel.TryBetter(ml, its, network, run, progress.Cancellation) : null;
                joined ??= together;
                if (together is null)
                    (run?.Model as IDisposable)?.Dispose();
            }

            return new Trial(rows, network, baselines, joined);
        }
        catch
        {
            (joined?.Model as IDisposable)?.Dispose();
            (network.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>The options of the network's fit, made of those of the pipeline's trainer.</summary>
    internal static NeuralNetworkOptions OptionsOf(NeuralNetworkOptions options, int seed) => options with { Seed = seed };

    public void Dispose()
    {
        (Network.Model as IDisposable)?.Dispose();
        (Joined?.Model as IDisposable)?.Dispose();
    }

    private static (Contender Contender, ContenderRun? Run) Compare(
        MLContext ml, Baseline baseline, PreparedRows rows, ContenderRun network, TimeSpan limit, ProgressReporter progress)
    {
        string name = baseline.NameFor(rows.Columns.Task);
        progress.Begin(name);
        if (baseline.Refuses(rows) is string reason)
            return (new Contender { Name = name, LeftOut = reason }, null);

        try
        {
            var budget = new FitBudget(limit, progress.Say);
            ContenderRun run = ContenderRun.Run(
                ml, name, rows, () => baseline.Fit(ml, rows, budget), progress.Cancellation, budget: budget);
            progress.Cancellation.ThrowIfCancellationRequested();
            return (run.BehindNetwork(network), run);
        }
        catch (LeftOutException left)
        {
            return (new Contender { Name = name, LeftOut = left.Message }, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            progress.Cancellation.ThrowIfCancellationRequested(); // ML.NET may wrap the exception of a cancelled reader.
            return (new Contender { Name = name, LeftOut = $"It failed: {fault.Message}" }, null);
        }
    }
}
