using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tables;

/// <summary>What a model got wrong on rows held out.</summary>
/// <param name="Main">1 − R² for numbers; for classes, how many rows are of another class than predicted.</param>
/// <param name="Ranking">1 − the area under the ROC curve for two classes; otherwise null.</param>
/// <param name="Shown">What is shown of it: 1 − R², or the share of wrong rows.</param>
internal sealed record TableErrors(double Main, double? Ranking, double Shown)
{
    public static TableErrors Of(MLContext ml, IDataView scored, string label, PredictionTask task, int rows)
    {
        switch (task)
        {
            case PredictionTask.BinaryClassification:
                BinaryClassificationMetrics binary = ml.BinaryClassification.EvaluateNonCalibrated(scored, label);
                return new TableErrors((1 - binary.Accuracy) * rows, 1 - binary.AreaUnderRocCurve, 1 - binary.Accuracy);
            case PredictionTask.MulticlassClassification:
                double wrong = 1 - ml.MulticlassClassification.Evaluate(scored, label).MicroAccuracy;
                return new TableErrors(wrong * rows, null, wrong);
            case PredictionTask.Regression:
                double error = 1 - ml.Regression.Evaluate(scored, label).RSquared;
                return new TableErrors(error, null, error);
            default:
                throw new NotSupportedException($"{task} has no error to compare tables by.");
        }
    }

    /// <summary>
    /// The standard error of <see cref="Ratio"/>, by the jackknife: from the ratios without each of the splits. NaN for one split.
    /// </summary>
    public static double RatioError(IReadOnlyList<TableErrors> ours, IReadOnlyList<TableErrors> theirs, PredictionTask task)
    {
        int splits = ours.Count;
        if (splits < 2)
            return double.NaN;
        double[] ratios = [.. Enumerable.Range(0, splits).Select(left => Ratio(Without(ours, left), Without(theirs, left), task))];
        double mean = ratios.Average();
        return Math.Sqrt(ratios.Sum(ratio => Math.Pow(ratio - mean, 2)) * (splits - 1) / splits);
    }

    /// <summary>The ratio of two models' errors, each added up over all rows held out.</summary>
    public static double Ratio(IReadOnlyList<TableErrors> ours, IReadOnlyList<TableErrors> theirs, PredictionTask task)
    {
        // Half a row more on both sides, so that no error at all is something to divide by.
        double half = task == PredictionTask.Regression ? 0 : 0.5;
        double main = (ours.Sum(e => e.Main) + half) / (theirs.Sum(e => e.Main) + half);
        if (task != PredictionTask.BinaryClassification)
            return main;

        const double least = 1e-6; // A perfect order on both sides is no difference.
        double ranking = (ours.Sum(e => e.Ranking!.Value) + least) / (theirs.Sum(e => e.Ranking!.Value) + least);
        return Math.Sqrt(main * ranking);
    }

    private static TableErrors[] Without(IReadOnlyList<TableErrors> errors, int left) => [.. errors.Where((_, i) => i != left)];
}
