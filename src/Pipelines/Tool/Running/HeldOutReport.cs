using Microsoft.ML;

namespace MLFlux.Tool.Running;

/// <summary>The report of an experiment's network on the rows held out.</summary>
internal static class HeldOutReport
{
    public static PredictionReport Make(MLContext ml, DataSource data, ExperimentResult result, IReadOnlyList<string>? binaryValues, CancellationToken cancellation)
    {
        string label = result.LabelColumnName;
        IReadOnlyList<FeatureImportance> importance = data.Layout is null ? [] : ml.FeatureImportance(
            result.Model, result.Rows.TestSet, result.Task, new FeatureImportanceOptions { LabelColumnName = label, CancellationToken = cancellation });
        return ml.Report(ml.Data.Cache(Shown(ml, data, result.HeldOut)), result.Task, new ReportOptions
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

    /// <summary>The columns that the user knows, and the predictions: without those that the pipeline makes on its way.</summary>
    private static IDataView Shown(MLContext ml, DataSource data, IDataView scored)
    {
        string[] known = [.. data.Rows.Schema.Select(column => column.Name), "PredictedLabel", "Score", "Probability"];
        return ml.Transforms.SelectColumns([.. known.Where(name => scored.Schema.GetColumnOrNull(name) is not null)]).Fit(scored).Transform(scored);
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
