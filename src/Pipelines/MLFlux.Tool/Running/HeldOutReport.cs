using System.Globalization;
using Microsoft.ML;
using MLFlux.Progress;
using MLFlux.Splitting;
using MLFlux.Training;
using MLFlux.Views;

namespace MLFlux.Tool.Running;

/// <summary>The report of an experiment's network on the rows held out.</summary>
internal static class HeldOutReport
{
    private const int MostRowsForImportance = 10_000;

    /// <summary>Measuring importance takes no longer than the network's fit, but this long at least, and at most.</summary>
    private static readonly TimeSpan s_leastTime = TimeSpan.FromSeconds(10), s_mostTime = TimeSpan.FromSeconds(30);

    public static PredictionReport Make(
        MLContext ml, DataSource data, ExperimentResult result, ModelCard card, IReadOnlyList<string>? binaryValues,
        IReadOnlyList<FeatureImportance> importance, RowCounter counter)
    {
        string label = result.LabelColumnName;
        var heldOut = new CountedRows(result.HeldOut, counter);
        IDataView rows = Shown(ml, data, heldOut, label);
        return ml.Report(KeptRows.Keep(ml, rows, rows.Schema.Where(column => !column.IsHidden).Select(column => column.Name)), result.Task,
            new ReportOptions
        {
            Title = $"{card.LabelColumnName ?? label} of {data.Name}",
            LabelColumnName = label,
            LabelName = card.LabelColumnName,
            BinaryValues = binaryValues,
            FitTime = result.Network.FitTime,
            History = result.NetworkTransformer.Model.History,
            Baselines = [.. result.Baselines.Where(baseline => baseline.LeftOut is null)
                .Select(baseline => new ReportBaseline(baseline.Title, baseline.Metrics, baseline.FitTime))],
            Importance = importance,
            ImageColumnName = data.Layout is null ? DataSource.ImagePath : null,
            // A row takes seconds through a pretrained network as often as an explanation asks; mlflux explain does so.
            Explained = data.Layout is null || card.Networks[^1].Sources is not null ? null : Explained(ml, result, heldOut),
            Verdict = result.Verdict.Sentence,
            Notes = result.Rows.CopiesSentence is string copies ? [copies] : [],
            Columns = card.Columns,
            Network = card.Networks[^1].Network,
            RowSource = Places(data, result) is { } places
            ? row => string.Create(CultureInfo.InvariantCulture, $"{(data.IsText ? "line" : "row")} {places[row]} of {data.Name}") : null,
        });
    }

    /// <summary>The rows with what columns contribute to their scores.</summary>
    private static IDataView Explained(MLContext ml, ExperimentResult result, CountedRows heldOut) =>
        ml.Transforms.Explanation(result.Model, result.Rows.TestSet.Schema).Fit(heldOut).Transform(heldOut);

    /// <summary>
    /// Measured on the first of the rows held out, from memory, within a time. All processes call this, and share the work.
    /// </summary>
    public static IReadOnlyList<FeatureImportance> Importance(
        MLContext ml, ExperimentResult result, Ranks ranks, CancellationToken cancellation)
    {
        IDataView first = ml.Data.TakeRows(result.Rows.TestSet, MostRowsForImportance);
        ranks.AwaitAll(); // The first process compares before.
        IDataView rows = ranks.Together(
            () => KeptRows.Keep(ml, first, first.Schema.Where(column => !column.IsHidden).Select(column => column.Name)));
        var progress = new ImportanceConsole(rows.Schema.Count(column => !column.IsHidden && column.Name != result.LabelColumnName));
        TimeSpan limit = TimeSpan.FromTicks(Math.Clamp(result.Network.FitTime.Ticks, s_leastTime.Ticks, s_mostTime.Ticks));
        IReadOnlyList<FeatureImportance> measured =
            progress.Watch(() => ml.FeatureImportance(result.Model, rows, result.Task, new FeatureImportanceOptions
        {
            LabelColumnName = result.LabelColumnName,
            TimeLimit = limit,
            Ranks = ranks,
            Progress = progress.Show,
            CancellationToken = cancellation,
        }));
        progress.End(limit);
        return measured;
    }

    /// <summary>The line, or the number, of each row held out; null for images, and where the file has changed.</summary>
    private static long[]? Places(DataSource data, ExperimentResult result)
    {
        if (data.Layout is null || result.Rows.TestSet is not SelectedRows held)
            return null;
        if (!data.IsText)
            return [.. held.Places.Select(place => place + 1L)];
        long[] lines = [.. data.Layout.InferredLines()];
        return lines.Length == result.Rows.TrainRows + result.Rows.TestRows ? [.. held.Places.Select(place => lines[place])] : null;
    }

    /// <summary>The columns that the user knows, and the predictions: without those that the pipeline makes on its way.</summary>
    public static IDataView Shown(MLContext ml, DataSource data, IDataView scored, string label)
    {
        string[] known = [.. data.Rows.Schema.Select(column => column.Name)
            .Append(label), "PredictedLabel", "Score", "Probability"];
        return ml.Transforms.SelectColumns([.. known.Distinct().Where(name => scored.Schema.GetColumnOrNull(name) is not null)]).Fit(scored)
            .Transform(scored);
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
