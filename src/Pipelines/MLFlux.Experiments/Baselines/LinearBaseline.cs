using Microsoft.ML;
using Microsoft.ML.Trainers;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

internal sealed record LinearBaseline : Baseline
{
    private const int MostIterations = 200;

    /// <summary>About what a value of a row takes, in nanoseconds.</summary>
    private const double ValueTime = 2;

    internal override string NameFor(PredictionTask task) => task switch
    {
        PredictionTask.MulticlassClassification => "LbfgsMaximumEntropy",
        PredictionTask.BinaryClassification => "LbfgsLogisticRegression",
        PredictionTask.Regression => "Sdca",
        _ => throw UnknownTask.Of(task),
    };

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.Refuses(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget)
    {
        // On features scaled by their largest value, Sdca was seen to diverge where they are nearly collinear.
        IEstimator<ITransformer> Create(int iterations) => BaselineFeatures.ToFloats(ml, rows)
            .Append(ml.Transforms.NormalizeMeanVariance(rows.Columns.Features)).Append(Trainer(ml, rows.Columns, iterations));
        double operations = ValueTime * rows.TrainRows * BaselineFeatures.Values(rows) * BaselineFeatures.Classes(rows);
        return budget.Fit(Create, MostIterations, operations, rows.Train, BaselineFeatures.Size(rows));
    }

    private static IEstimator<ITransformer> Trainer(MLContext ml, TrainerColumns columns, int iterations)
    {
        (string label, string features, string? weight) = (columns.Label, columns.Features, columns.Weight);
        return columns.Task switch
        {
            PredictionTask.MulticlassClassification =>
            ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = features, ExampleWeightColumnName = weight,
                MaximumNumberOfIterations = iterations,
            }),
            PredictionTask.BinaryClassification =>
            ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = features, ExampleWeightColumnName = weight,
                MaximumNumberOfIterations = iterations,
            }),

            // Its own threads race for the weights: with one, the same seed gives the same model. It decides the iterations by the rows.
            PredictionTask.Regression => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = features, ExampleWeightColumnName = weight, NumberOfThreads = 1,
                MaximumNumberOfIterations = iterations < MostIterations ? iterations : null,
            }),
            _ => throw UnknownTask.Of(columns.Task),
        };
    }
}
