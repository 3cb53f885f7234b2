using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using MLFlux.Evaluation;
using MLFlux.Scores;

namespace MLFlux.Experiments;

/// <summary>Yes or no.</summary>
internal sealed class BinaryExperiment : ClassExperiment
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.BinaryClassification);

    public override ScoreKinds? Joined => ScoreKinds.Probability;

    public override string LinearName => "LbfgsLogisticRegression";

    public override string DiscriminationName => "AUC";

    public override ITransformer FitConstant(MLContext ml, PreparedRows rows) =>
        ml.BinaryClassification.Trainers.Prior(rows.Columns.Label).Fit(rows.Train);

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = columns.Label, FeatureColumnName = columns.Features, ExampleWeightColumnName = columns.Weight,
            MaximumNumberOfIterations = iterations ?? LinearBaseline.MostIterations,
        });

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        ml.BinaryClassification.Trainers.LightGbm(columns.Label, columns.Features, columns.Weight, numberOfIterations: iterations);

    public override double[] Losses(IDataView scored, string label) =>
        scored.Schema.GetColumnOrNull(ScoredColumns.Probability) is null ? [] : ScoredPairs.Read<bool, float>(
            scored, label, ScoredColumns.Probability, (actual, chance) => Loss(actual ? chance : 1.0 - chance));

    public override Difference? Discrimination(IDataView scored, string label, double[] gains)
    {
        var rows = new List<(float Score, bool IsTrue)>();
        ScoredPairs.Read<bool, float>(scored, label, ScoredColumns.Score, (actual, score) =>
        {
            if (!float.IsNaN(score))
                rows.Add((score, actual));
            return score;
        });
        return Experiments.Discrimination.OfTwoClasses(rows);
    }

    public override ThresholdAdvice? Threshold(IDataView scored, string label) =>
        scored.Schema.GetColumnOrNull(ScoredColumns.Probability) is null ? null : ThresholdAdvice.Of(scored, label);

    public override string Evidence(Difference discrimination) =>
        $"AUC {VerdictWords.Figure(0.5 + discrimination.Value)}, where chance gives 0.5 (standard error "
        + $"{VerdictWords.Figure(discrimination.StandardError)})";

    public override string ThresholdRemark(ThresholdAdvice? advice)
    {
        string action = advice is null ? "Choose a threshold by what each kind of mistake costs."
            : string.Create(CultureInfo.InvariantCulture,
                $"From a probability of {advice.Probability:0.###} on instead, {100 * advice.TruePositiveRate:0.#} % of the true rows are "
                + $"found, and {100 * advice.FalsePositiveRate:0.#} % of the others are taken for true.");
        return " The threshold is the trouble: a row is taken for true from a probability of 0.5 on, which rows of a rare class seldom "
            + $"reach. {action}";
    }
}
