using System.Globalization;
using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>The order of rows within groups, which a split of rows would cut: there are no experiments with it.</summary>
internal sealed class RankingExperiment : ExperimentTask
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.Ranking);

    public override string ConstantName => "as the rows come";

    public override string LinearName => "none";

    public override string Refusal =>
        "A ranking's rows are in groups, which the splits of an experiment would cut. Hold out whole groups, and compare by "
        + "ml.Ranking.Evaluate.";

    public override ITransformer FitConstant(MLContext ml, PreparedRows rows) => throw new NotSupportedException(Refusal);

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        throw new NotSupportedException(Refusal);

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        throw new NotSupportedException(Refusal);

    public override double[] Losses(IDataView scored, string label) => [];

    public override string Amount(double difference) =>
        string.Create(CultureInfo.InvariantCulture, $"{difference:0.0000} of {Figures.MainFigure}");

    public override string Better(double difference) => $"better by {Amount(difference)}";
}
