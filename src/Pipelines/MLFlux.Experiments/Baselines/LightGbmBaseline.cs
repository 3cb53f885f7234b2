using Microsoft.ML;

namespace MLFlux.Experiments;

internal sealed record LightGbmBaseline : Baseline
{
    /// <summary>ML.NET's default.</summary>
    private const int Iterations = 100;

    /// <summary>About what a tree takes beside its look at the rows, and what a value of a row takes, in nanoseconds.</summary>
    private const double TreeTime = 1e6, ValueTime = 5;

    internal override string NameFor(ExperimentTask task) => "LightGbm";

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.Refuses(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget)
    {
        TrainerColumns columns = rows.Columns with { Features = rows.TreeFeatures };
        IEstimator<ITransformer> Create(int iterations) =>
            BaselineFeatures.ToTreeFloats(ml, rows).Append(columns.Task.LightGbm(ml, columns, iterations));
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
