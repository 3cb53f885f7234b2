using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Files;
using MLFlux.MLNet;

namespace MLFlux.Tool.Running;

/// <summary>What is predicted of a row that may have several labels, in words.</summary>
internal static class PredictedLabels
{
    /// <summary>Whether rows may have several labels.</summary>
    public static bool AreIn(DataViewSchema schema) =>
        schema.GetColumnOrNull(ScoredColumns.PredictedLabel)?.Type is VectorDataViewType { ItemType: BooleanDataViewType };

    /// <summary>The columns that are read.</summary>
    public static IEnumerable<DataViewSchema.Column> Columns(DataViewSchema schema) =>
        [schema[ScoredColumns.PredictedLabel], schema[ScoredColumns.Score]];

    /// <summary>Reads the labels that a row is said to have, and the likeliest, which an explanation is of.</summary>
    public static Func<string> Reader(DataViewRow row)
    {
        DataViewSchema.Column predicted = row.Schema[ScoredColumns.PredictedLabel];
        string[] names = [.. predicted.SlotNames()!.Select(name => name.ToString())];
        ValueGetter<VBuffer<bool>> read = row.GetGetter<VBuffer<bool>>(predicted);
        ValueGetter<VBuffer<float>> readScores = row.GetGetter<VBuffer<float>>(row.Schema[ScoredColumns.Score]);
        VBuffer<bool> labels = default;
        VBuffer<float> scores = default;
        return () =>
        {
            read(ref labels);
            readScores(ref scores);
            string[] had = [.. names.Zip(labels.DenseValues()).Where(label => label.Second).Select(label => label.First)];
            string likeliest = names.Zip(scores.DenseValues()).MaxBy(label => label.Second).First;
            return PlainText.Of($"{(had.Length == 0 ? "no label" : string.Join(", ", had))}, likeliest {likeliest}");
        };
    }
}
