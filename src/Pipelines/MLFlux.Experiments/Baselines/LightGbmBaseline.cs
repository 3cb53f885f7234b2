using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

internal sealed record LightGbmBaseline : Baseline
{
    /// <summary>ML.NET's default.</summary>
    private const int Iterations = 100;

    /// <summary>About what a tree takes beside its look at the rows, and what a value of a row takes, in nanoseconds.</summary>
    private const double TreeTime = 1e6, ValueTime = 5;

    internal override string NameFor(PredictionTask task) => "LightGbm";

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.Refuses(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget)
    {
        (string label, string features, string? weight) = (rows.Columns.Label, rows.Columns.Features, rows.Columns.Weight);
        IEstimator<ITransformer> Create(int iterations) => BaselineFeatures.ToFloats(ml, rows)
            .Append((IEstimator<ITransformer>)(rows.Columns.Task switch
        {
            PredictionTask.MulticlassClassification =>
            ml.MulticlassClassification.Trainers.LightGbm(label, features, weight, numberOfIterations: iterations),
            PredictionTask.BinaryClassification =>
            ml.BinaryClassification.Trainers.LightGbm(label, features, weight, numberOfIterations: iterations),
            PredictionTask.Regression => ml.Regression.Trainers.LightGbm(label, features, weight, numberOfIterations: iterations),
            _ => throw UnknownTask.Of(rows.Columns.Task),
        }));
        double operations = BaselineFeatures.Classes(rows) * (TreeTime + (ValueTime * rows.TrainRows * BaselineFeatures.Values(rows)));
        try
        {
            return budget.Fit(Create, Iterations, operations, rows.Train, BaselineFeatures.Size(rows));
        }
        catch (ArgumentNullException fault) when (fault.ParamName == "items")
        {
            // ML.NET makes its model of the trees' leaves, of which there are none.
            throw new LeftOutException(
                $"It found nothing to split the {rows.TrainRows:N0} rows by: there are too few of them, or their features are all alike.",
                fault);
        }
    }
}
