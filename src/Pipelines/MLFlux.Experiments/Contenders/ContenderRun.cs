using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Views;

namespace MLFlux.Experiments;

/// <summary>A model that was trained and evaluated on the rows of a split.</summary>
/// <param name="Model">The fitted trainer.</param>
/// <param name="Contender">Its figures and times.</param>
/// <param name="Gains">What each held-out row adds to the main figure.</param>
/// <param name="Losses">The log-loss of each held-out row; none where there are no probabilities.</param>
internal sealed record ContenderRun(ITransformer Model, Contender Contender, double[] Gains, double[] Losses)
{
    /// <summary>The figures of a model beside a network on the same rows.</summary>
    public Contender BehindNetwork(ContenderRun network) => Contender with
    {
        NetworkLead = Difference.OfRows(network.Gains, Gains),
        LogLossLead = network.Losses.Length > 0 && Losses.Length > 0 ? Difference.OfRows(Losses, network.Losses) : null,
    };

    public static ContenderRun Run(
        MLContext ml, string name, PreparedRows rows, Func<ITransformer> fit, CancellationToken cancellation,
        Action<ITransformer>? fitted = null, FitBudget? budget = null)
    {
        var watch = Stopwatch.StartNew();
        ITransformer model = fit();
        TimeSpan fitTime = watch.Elapsed - (budget?.Trying ?? TimeSpan.Zero);
        try
        {
            fitted?.Invoke(model);
            watch.Restart();
            ExperimentTask task = rows.Columns.Task;
            string label = rows.Columns.Label;

            // The rows are read several times, and scored once.
            IDataView scored = KeptRows.Keep(
                ml, model.Transform(rows.Test), cancellation, [label, .. task.Figures.WrittenColumns, .. task.Figures.ReadColumns]);
            double[] gains = task.Figures.Gains(scored, label);
            TimeSpan scoringTime = watch.Elapsed;
            return new ContenderRun(model, new Contender
            {
                Name = name,
                Metrics = task.Figures.AnyMetrics(ml, scored, label),
                FitTime = fitTime,
                ScoringTime = scoringTime,
                Discrimination = task.Discrimination(scored, label, gains),
                Threshold = task.Threshold(scored, label),
            }, gains, task.Losses(scored, label));
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }
}
