using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Views;

namespace MLFlux.Experiments;

/// <summary>A model that was trained and evaluated on the rows of a split.</summary>
/// <param name="Model">The fitted trainer.</param>
/// <param name="Contender">Its figures and times.</param>
/// <param name="Gains">What each held-out row adds to the main figure.</param>
/// <param name="Losses">The log-loss of each held-out row; none where there are no probabilities.</param>
internal sealed record ContenderRun(ITransformer Model, Contender Contender, double[] Gains, double[] Losses)
{
    public static ContenderRun Run(
        MLContext ml, string name, PreparedRows rows, Func<ITransformer> fit, CancellationToken cancellation,
        Action<ITransformer>? fitted = null)
    {
        var watch = Stopwatch.StartNew();
        ITransformer model = fit();
        TimeSpan fitTime = watch.Elapsed;
        try
        {
            fitted?.Invoke(model);
            watch.Restart();
            IDataView scored = ScoredRowCache.Keep(ml, new CancellableRows(model.Transform(rows.Test), cancellation), rows.Columns);
            double[] gains = RowGains.Read(scored, rows.Columns);
            TimeSpan scoringTime = watch.Elapsed;
            return new ContenderRun(model, new Contender
            {
                Name = name,
                Metrics = ScoredRowCache.Metrics(ml, scored, rows.Columns),
                FitTime = fitTime,
                ScoringTime = scoringTime,
                Discrimination = Discrimination.Of(scored, rows.Columns, gains),
                Threshold = ThresholdAdvice.Of(scored, rows.Columns),
            }, gains, RowLosses.Read(scored, rows.Columns));
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }
}
