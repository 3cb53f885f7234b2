using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLFlux.Estimators;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>Several labels a row. ML.NET's trainers learn one label, so that its baselines are one model a label.</summary>
internal sealed class MultilabelExperiment : ExperimentTask
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.MultilabelClassification);

    public override string ConstantName => "majority of each label";

    public override string LinearName => "LbfgsLogisticRegression for each label";

    public override bool TakesVectors => true;

    /// <summary>The share of each label among the training rows.</summary>
    public override ITransformer FitConstant(MLContext ml, PreparedRows rows)
    {
        var shares = new float[new MultilabelBinding(rows.Train.Schema[rows.Columns.Label]).OutputWidth];
        int count = 0;
        foreach (bool[] row in MultilabelBinding.ReadAll(rows.Train, rows.Columns.Label).OfType<bool[]>())
        {
            count++;
            for (int label = 0; label < shares.Length; label++)
                shares[label] += row[label] ? 1 : 0;
        }

        TensorPrimitives.Divide(shares, Math.Max(1, count), shares);
        var scores = new LabelScores
        {
            Probability = shares,
            Score = [.. shares.Select(share => MathF.Log(Math.Max(share, 1e-7f) / Math.Max(1 - share, 1e-7f)))],
            PredictedLabel = [.. shares.Select(share => share > 0.5f)],
        };
        SchemaDefinition output = SchemaDefinition.Create(typeof(LabelScores));
        output[nameof(LabelScores.Score)].ColumnType = output[nameof(LabelScores.Probability)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, shares.Length);
        output[nameof(LabelScores.PredictedLabel)].ColumnType = new VectorDataViewType(BooleanDataViewType.Instance, shares.Length);
        return ml.Transforms.CustomMapping<NoColumns, LabelScores>(
            (_, row) => (row.Score, row.Probability, row.PredictedLabel) = (scores.Score, scores.Probability, scores.PredictedLabel),
            contractName: null, outputSchemaDefinition: output).Fit(rows.Train);
    }

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        new OneModelALabel(ml, columns.Label, label => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = columns.Features, ExampleWeightColumnName = columns.Weight,
                MaximumNumberOfIterations = iterations ?? LinearBaseline.MostIterations,
            }));

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        new OneModelALabel(ml, columns.Label, label => ml.BinaryClassification.Trainers.LightGbm(
            label, columns.Features, columns.Weight, numberOfIterations: iterations));

    public override double[] Losses(IDataView scored, string label) => [];

    public override string Amount(double difference) => string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.0#} points");

    public override string Better(double difference) => $"better by {Amount(difference)} of example F1";

    private sealed class LabelScores
    {
        public float[] Score { get; set; } = [];

        public float[] Probability { get; set; } = [];

        public bool[] PredictedLabel { get; set; } = [];
    }
}
