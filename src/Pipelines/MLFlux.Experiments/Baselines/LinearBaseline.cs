using Microsoft.ML;

namespace MLFlux.Experiments;

internal sealed record LinearBaseline : Baseline
{
    /// <summary>How many iterations a linear trainer goes through, unless it decides by the rows.</summary>
    public const int MostIterations = 200;

    /// <summary>About what a value of a row takes, in nanoseconds.</summary>
    private const double ValueTime = 2;

    internal override string NameFor(ExperimentTask task) => task.LinearName;

    internal override string? Kind => "linear";

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.Refuses(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget)
    {
        // On features scaled by their largest value, Sdca was seen to diverge where they are nearly collinear.
        IEstimator<ITransformer> Create(int iterations) => BaselineFeatures.ToFloats(ml, rows)
            .Append(ml.Transforms.NormalizeMeanVariance(rows.Columns.Features))
            .Append(rows.Columns.Task.Linear(ml, rows.Columns, iterations < MostIterations ? iterations : null));
        double operations = ValueTime * rows.TrainRows * BaselineFeatures.Values(rows) * BaselineFeatures.Classes(rows);
        return budget.Fit(Create, MostIterations, operations, rows.Train, BaselineFeatures.Size(rows));
    }
}
