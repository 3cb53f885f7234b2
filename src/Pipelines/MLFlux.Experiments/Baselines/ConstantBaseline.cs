using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

internal sealed record ConstantBaseline : Baseline
{
    internal override string NameFor(PredictionTask task) => Name(task);

    /// <summary>What it is called where a sentence needs it.</summary>
    public static string Name(PredictionTask task) => task == PredictionTask.Regression ? "mean" : "majority class";

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.RefusesLabel(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget) => rows.Columns.Task switch
    {
        PredictionTask.MulticlassClassification => Shares(ml, rows),
        PredictionTask.BinaryClassification => ml.BinaryClassification.Trainers.Prior(rows.Columns.Label).Fit(rows.Train),
        PredictionTask.Regression => Mean(ml, rows),
        _ => throw UnknownTask.Of(rows.Columns.Task),
    };

    private static CustomMappingTransformer<NoColumns, ClassScores> Shares(MLContext ml, PreparedRows rows)
    {
        int classes = checked((int)((KeyDataViewType)rows.Train.Schema[rows.Columns.Label].Type).Count);
        float[] shares = new float[classes];
        uint[] labels = [.. rows.Train.GetColumn<uint>(rows.Columns.Label).Where(key => key > 0)];
        foreach (uint key in labels)
            shares[key - 1] += 1f / labels.Length;
        var largest = (uint)(Array.IndexOf(shares, shares.Max()) + 1);

        SchemaDefinition output = SchemaDefinition.Create(typeof(ClassScores));
        output[nameof(ClassScores.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        output[nameof(ClassScores.PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return ml.Transforms.CustomMapping<NoColumns, ClassScores>((_, scores) => (scores.Score, scores.PredictedLabel) = (shares, largest),
            contractName: null, outputSchemaDefinition: output).Fit(rows.Train);
    }

    private static CustomMappingTransformer<NoColumns, NumberScore> Mean(MLContext ml, PreparedRows rows)
    {
        var mean = (float)rows.Train.GetColumn<float>(rows.Columns.Label).Where(float.IsFinite).Select(y => (double)y).DefaultIfEmpty()
            .Average();
        return ml.Transforms.CustomMapping<NoColumns, NumberScore>((_, score) => score.Score = mean, contractName: null).Fit(rows.Train);
    }

    private sealed class NoColumns;

    private sealed class ClassScores
    {
        public float[] Score { get; set; } = [];

        public uint PredictedLabel { get; set; }
    }

    private sealed class NumberScore
    {
        public float Score { get; set; }
    }
}
