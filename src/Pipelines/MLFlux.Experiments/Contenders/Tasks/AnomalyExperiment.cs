using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>
/// Anomalies, which are learned without a label, known for the rows held out: beside the network stands what learns without one, too.
/// </summary>
internal sealed class AnomalyExperiment : ExperimentTask
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.AnomalyDetection);

    public override string ConstantName => "no anomaly";

    public override string LinearName => "RandomizedPca";

    public override string DiscriminationName => "AUC";

    /// <summary>An autoencoder learns the features themselves.</summary>
    public override string Label(NeuralNetworkOptions training) => new NeuralNetworkOptions().LabelColumnName;

    /// <summary>The fit reads no label, so that nothing else would say before it that the rows cannot be evaluated.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label is missing or of another type.</exception>
    /// <exception cref="ArgumentException">The rows held out are all anomalies, or none.</exception>
    public override void CheckHeldOut(IDataView rows, string label)
    {
        ScoredColumns.CheckLabel(rows.Schema, Figures, label, nameof(rows));
        if (Figures.Labels(rows, label).Where(float.IsFinite).Distinct().Take(2).Count() < 2)
            throw AnomalyFigures.OneLabel(label, nameof(rows));
    }

    public override ITransformer FitConstant(MLContext ml, PreparedRows rows) =>
        ml.Transforms.CustomMapping<NoColumns, NoAnomaly>((_, _) => { }, contractName: null).Fit(rows.Train);

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) => new PcaOfRank(ml, columns);

    /// <exception cref="LeftOutException">Always: trees learn a label.</exception>
    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        throw new LeftOutException("It learns a label, and anomalies are learned without one.");

    public override double[] Losses(IDataView scored, string label) => [];

    public override Difference? Discrimination(IDataView scored, string label, double[] gains)
    {
        (float Score, bool IsTrue)[] rows = [.. scored.GetColumn<float>(ScoredColumns.Score)
            .Zip(scored.GetColumn<float>(label), (score, actual) => (score, actual))
            .Where(row => float.IsFinite(row.score) && float.IsFinite(row.actual))
            .Select(row => (row.score, row.actual > 0))];
        return Experiments.Discrimination.OfTwoClasses(rows);
    }

    public override string Evidence(Difference discrimination) =>
        $"AUC {VerdictWords.Figure(0.5 + discrimination.Value)}, where chance gives 0.5 (standard error "
        + $"{VerdictWords.Figure(discrimination.StandardError)})";

    public override string ThresholdRemark(ThresholdAdvice? advice) =>
        " The threshold is the trouble: choose another share of anomalies, or change it by ml.AnomalyDetection.ChangeModelThreshold.";

    public override string Amount(double difference) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.00} points");

    public override string Better(double difference) => $"{Amount(difference)} more accurate";

    private sealed class NoAnomaly
    {
        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
