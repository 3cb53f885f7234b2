using Microsoft.ML;

namespace MLFlux.Experiments;

internal sealed record LightGbmBaseline : Baseline
{
    internal override string NameFor(PredictionTask task) => "LightGbm";

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.Refuses(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows)
    {
        (string label, string features, string? weight) = (rows.Columns.Label, rows.Columns.Features, rows.Columns.Weight);
        IEstimator<ITransformer> trainer = rows.Columns.Task switch
        {
            PredictionTask.MulticlassClassification => ml.MulticlassClassification.Trainers.LightGbm(label, features, weight),
            PredictionTask.BinaryClassification => ml.BinaryClassification.Trainers.LightGbm(label, features, weight),
            _ => ml.Regression.Trainers.LightGbm(label, features, weight),
        };
        return BaselineFeatures.ToFloats(ml, rows).Append(trainer).Fit(rows.Train);
    }
}
