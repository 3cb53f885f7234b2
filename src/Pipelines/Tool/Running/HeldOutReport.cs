using Microsoft.ML;

namespace MLFlux.Tool.Running;

/// <summary>The report of an experiment's network on the rows held out.</summary>
internal static class HeldOutReport
{
    private const int MostRowsForImportance = 10_000;

    public static PredictionReport Make(MLContext ml, DataSource data, ExperimentResult result, IReadOnlyList<string>? binaryValues, CancellationToken cancellation)
    {
        string label = result.LabelColumnName;
        IReadOnlyList<FeatureImportance> importance = data.Layout is null ? [] : Importance(ml, result, cancellation);
        return ml.Report(ml.Data.Cache(Shown(ml, data, result)), result.Task, new ReportOptions
        {
            Title = $"{label} of {data.Name}",
            LabelColumnName = label,
            BinaryValues = binaryValues,
            FitTime = result.Network.FitTime,
            History = result.NetworkTransformer.Model.History,
            Baselines = [.. result.Baselines.Where(baseline => baseline.LeftOut is null).Select(baseline => new ReportBaseline(baseline.Name, baseline.Metrics, baseline.FitTime))],
            Importance = importance,
            ImageColumnName = data.Layout is null ? DataSource.ImagePath : null,
        });
    }

    /// <summary>Measured on the first of the rows held out, from memory: each is scored three times for each column.</summary>
    private static IReadOnlyList<FeatureImportance> Importance(MLContext ml, ExperimentResult result, CancellationToken cancellation)
    {
        IDataView rows = ml.Data.Cache(ml.Data.TakeRows(result.Rows.TestSet, MostRowsForImportance));
        var progress = new ImportanceConsole(rows.Schema.Count(column => !column.IsHidden && column.Name != result.LabelColumnName));
        return progress.Watch(() => ml.FeatureImportance(result.Model, rows, result.Task, new FeatureImportanceOptions
        {
            LabelColumnName = result.LabelColumnName,
            Progress = progress.Show,
            CancellationToken = cancellation,
        }));
    }

    /// <summary>The columns that the user knows, and the predictions: without those that the pipeline makes on its way.</summary>
    private static IDataView Shown(MLContext ml, DataSource data, ExperimentResult result)
    {
        IDataView scored = result.HeldOut;
        string[] known = [.. data.Rows.Schema.Select(column => column.Name).Append(result.LabelColumnName), "PredictedLabel", "Score", "Probability"];
        return ml.Transforms.SelectColumns([.. known.Distinct().Where(name => scored.Schema.GetColumnOrNull(name) is not null)]).Fit(scored).Transform(scored);
    }

    /// <summary>Writes all that the report holds into a folder.</summary>
    public static void Save(PredictionReport report, string folder)
    {
        report.SaveHtml(Path.Combine(folder, "report.html"));
        report.SaveJson(Path.Combine(folder, "report.json"));
        report.SaveCsv(folder);
        report.SavePlots(folder);
    }
}
