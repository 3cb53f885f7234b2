using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.Reports;

/// <summary>Shuffles one column after another, and sees what becomes of the main figure.</summary>
internal sealed class ImportanceMeter(MLContext ml, ITransformer model, IDataView data, PredictionTask task, FeatureImportanceOptions options)
{
    public IReadOnlyList<FeatureImportance> Measure()
    {
        DataViewSchema.Column[] columns = options.Columns is { } names
            ? [.. names.Select(name => ScoredColumns.Find(data.Schema, name, nameof(options)))]
            : [.. data.Schema.Where(column => !column.IsHidden)];
        Metric whole = ml.Metrics(model.Transform(data), task, options.LabelColumnName)[0];
        var found = new List<FeatureImportance>();
        foreach (DataViewSchema.Column column in columns)
        {
            if (Measure(column, whole) is not { } importance)
                continue;
            found.Add(importance);
            options.Progress?.Invoke(importance);
        }

        return [.. found.OrderByDescending(importance => importance.Loss)];
    }

    private FeatureImportance? Measure(DataViewSchema.Column column, Metric whole)
    {
        var random = new Random(options.Seed);
        ShuffledColumn values = ShuffledColumn.Read(data, column);
        var losses = new double[options.Permutations];
        for (int i = 0; i < losses.Length; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            values.Shuffle(random);
            IDataView scored = model.Transform(new ShuffledView(data, values));
            if (i == 0 && IsLabel(scored))
                return null;
            double difference = whole.Value - ml.Metrics(scored, task, options.LabelColumnName)[0].Value;
            losses[i] = whole.HigherIsBetter ? difference : -difference;
        }

        double mean = losses.Average();
        double spread = losses.Length == 1 ? double.NaN : Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Length - 1));
        return new FeatureImportance(column.Name, mean, spread);
    }

    /// <summary>Whether the labels are others with the column shuffled: they are made from it.</summary>
    private bool IsLabel(IDataView scored) => !Labels(scored).SequenceEqual(Labels(model.Transform(data)));

    private IEnumerable<float> Labels(IDataView scored) => task switch
    {
        PredictionTask.MulticlassClassification => scored.GetColumn<uint>(options.LabelColumnName).Select(key => (float)key),
        PredictionTask.BinaryClassification => scored.GetColumn<bool>(options.LabelColumnName).Select(label => label ? 1f : 0),
        _ => scored.GetColumn<float>(options.LabelColumnName),
    };
}
