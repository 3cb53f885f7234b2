using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MLFlux.Experiments;

internal sealed record LinearBaseline : Baseline
{
    private const int MostIterations = 200;

    internal override string NameFor(PredictionTask task) => task switch
    {
        PredictionTask.MulticlassClassification => "LbfgsMaximumEntropy",
        PredictionTask.BinaryClassification => "LbfgsLogisticRegression",
        _ => "Sdca",
    };

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.Refuses(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows)
    {
        (string label, string features, string? weight) = (rows.Columns.Label, rows.Columns.Features, rows.Columns.Weight);
        IEstimator<ITransformer> trainer = rows.Columns.Task switch
        {
            PredictionTask.MulticlassClassification => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = features, ExampleWeightColumnName = weight, MaximumNumberOfIterations = MostIterations,
            }),
            PredictionTask.BinaryClassification => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = features, ExampleWeightColumnName = weight, MaximumNumberOfIterations = MostIterations,
            }),

            // Its own threads race for the weights: with one, the same seed gives the same model.
            _ => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
            {
                LabelColumnName = label, FeatureColumnName = features, ExampleWeightColumnName = weight, NumberOfThreads = 1,
            }),
        };

        // On features scaled by their largest value, Sdca was seen to diverge where they are nearly collinear.
        return BaselineFeatures.ToFloats(ml, rows).Append(ml.Transforms.NormalizeMeanVariance(features)).Append(trainer).Fit(rows.Train);
    }
}
