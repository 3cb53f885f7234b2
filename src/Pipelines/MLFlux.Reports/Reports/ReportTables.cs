namespace MLFlux.Reports;

/// <summary>The tables of a report.</summary>
internal static class ReportTables
{
    public static IEnumerable<CsvTable> Of(PredictionReport report)
    {
        yield return new CsvTable("metrics", "metric", "value", "higher_is_better")
            .AddAll(report.Metrics, metric => [metric.Name, metric.Value, metric.HigherIsBetter]);
        if (report.Baselines.Count > 0)
        {
            yield return new CsvTable("baselines", "model", "metric", "value", "fit_seconds")
                .AddAll(report.Baselines.SelectMany(model => model.Metrics, (model, metric) => (model, metric)),
                    row => [row.model.Name, row.metric.Name, row.metric.Value, row.model.FitTime?.TotalSeconds]);
        }

        foreach (CsvTable table in Classes(report.Classification))
            yield return table;
        if (report.Labels.Count > 0)
        {
            yield return new CsvTable("labels", "label", "precision", "recall", "f1", "average_precision", "rows").AddAll(report.Labels,
                figures => [figures.Label, figures.Precision, figures.Recall, figures.F1, figures.AveragePrecision, figures.Rows]);
        }

        foreach ((string name, CalibrationCurve? curve) in new[]
            { ("calibration", report.Calibration), ("calibration-before", report.CalibrationBefore) })
        {
            if (curve is not null)
            {
                yield return new CsvTable(name, "from", "to", "rows", "predicted", "observed")
                    .AddAll(curve.Bins, bin => [bin.From, bin.To, bin.Rows, bin.Predicted, bin.Observed]);
            }
        }

        if (report.Curve is { } thresholds)
        {
            yield return new CsvTable("thresholds", "threshold", "probability", "true_positive_rate", "false_positive_rate", "precision")
                .AddAll(thresholds.Points, point =>
                    [point.Threshold, point.Probability ?? double.NaN, point.TruePositiveRate, point.FalsePositiveRate, point.Precision]);
        }

        if (report.Residuals is { } residuals)
            yield return new CsvTable("residuals", "from", "to", "rows").AddAll(residuals.Histogram, bin => [bin.From, bin.To, bin.Rows]);
        if (report.Ranges is { } ranges)
        {
            yield return new CsvTable("ranges", "lower", "upper", "promised", "held", "below", "above", "mean_width", "rows").AddAll(
                ranges.Metrics, range =>
                [
                    range.Lower, range.Upper, range.Expected, range.Coverage, range.Below, range.Above, range.MeanWidth, range.Rows,
                ]);
        }

        if (report.Mistakes is [var first, ..])
        {
            yield return new CsvTable("mistakes",
                ["row", "source", "actual", "predicted", "size", .. first.Values.Select(value => value.Column)])
                .AddAll(report.Mistakes, mistake =>
                    [mistake.Row, mistake.Source, mistake.Actual, mistake.Predicted, mistake.Size,
                    .. mistake.Values.Select(value => value.Value)]);
        }

        if (report.Mistakes.Any(mistake => mistake.Contributions.Count > 0))
        {
            yield return new CsvTable("explanations", "row", "column", "contribution")
                .AddAll(report.Mistakes.SelectMany(mistake => mistake.Contributions, (mistake, one) => (mistake.Row, one)),
                    row => [row.Row, row.one.Column, (double)row.one.Contribution]);
        }

        if (report.Importance.Count > 0)
        {
            yield return new CsvTable("importance", "column", "loss", "standard_deviation")
                .AddAll(report.Importance, importance => [importance.Column, importance.Loss, importance.StandardDeviation]);
        }

        if (report.Columns.Count > 0)
            yield return new CsvTable("columns", "column", "type", "use").AddAll(report.Columns,
                column => [column.Name, column.Type, column.Use]);
        if (report.History is { } history)
        {
            yield return new CsvTable("epochs", "epoch", "training_loss", "training_accuracy", "validation_loss", "validation_accuracy",
                "learning_rate", "seconds", "rows_per_second", "is_best")
                .AddAll(history.Epochs, epoch =>
                [
                    epoch.Epoch, epoch.TrainingLoss, epoch.TrainingAccuracy, epoch.ValidationLoss, epoch.ValidationAccuracy,
                    epoch.LearningRate, epoch.Duration.TotalSeconds, epoch.RowsPerSecond, epoch.Epoch == history.BestEpoch,
                ]);
        }
    }

    private static IEnumerable<CsvTable> Classes(ClassificationReport? report)
    {
        if (report is null)
            yield break;
        yield return new CsvTable("classes", "class", "precision", "recall", "f1", "rows")
            .AddAll(report.Figures, figures => [figures.Class, figures.Precision, figures.Recall, figures.F1, figures.Rows]);
        yield return new CsvTable("confusions", "actual", "predicted", "rows")
            .AddAll(report.WorstPairs(int.MaxValue), pair => [report.Classes[pair.Actual], report.Classes[pair.Predicted], pair.Rows]);
        int[] all = [.. Enumerable.Range(0, report.Classes.Count)];
        yield return new CsvTable("confusion-matrix", ["actual", .. report.Classes])
            .AddAll(all, actual => [report.Classes[actual], .. all.Select(predicted => (object)report.Count(actual, predicted))]);
    }
}
