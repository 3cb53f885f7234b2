using System.Diagnostics;
using Microsoft.ML;

namespace MLFlux.Experiments;

/// <summary>A model that was trained and evaluated on the rows of a split.</summary>
/// <param name="Model">The fitted trainer.</param>
/// <param name="Contender">Its figures and times.</param>
/// <param name="Gains">What each held-out row adds to the main figure.</param>
internal sealed record ContenderRun(ITransformer Model, Contender Contender, double[] Gains)
{
    public static ContenderRun Run(MLContext ml, string name, PreparedRows rows, Func<ITransformer> fit, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        ITransformer model = fit();
        TimeSpan fitTime = watch.Elapsed;
        try
        {
            watch.Restart();
            IDataView scored = ScoredRows.Keep(ml, new CancellableRows(model.Transform(rows.Test), cancellation), rows.Columns);
            double[] gains = RowGains.Read(scored, rows.Columns);
            TimeSpan scoringTime = watch.Elapsed;
            return new ContenderRun(model, new Contender
            {
                Name = name,
                Metrics = ScoredRows.Metrics(ml, scored, rows.Columns),
                FitTime = fitTime,
                ScoringTime = scoringTime,
            }, gains);
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }
}
