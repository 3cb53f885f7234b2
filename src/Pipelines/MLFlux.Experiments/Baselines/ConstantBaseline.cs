using Microsoft.ML;

namespace MLFlux.Experiments;

internal sealed record ConstantBaseline : Baseline
{
    internal override string NameFor(ExperimentTask task) => task.ConstantName;

    internal override string? Refuses(PreparedRows rows) => BaselineFeatures.RefusesLabel(rows);

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget) => rows.Columns.Task.FitConstant(ml, rows);
}
