using Microsoft.ML;

namespace MLFlux.Experiments;

internal sealed record TrainerBaseline(string Name, IEstimator<ITransformer> Estimator) : Baseline
{
    internal override string NameFor(ExperimentTask task) => Name;

    internal override ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget) => Estimator.Fit(rows.Train);
}
