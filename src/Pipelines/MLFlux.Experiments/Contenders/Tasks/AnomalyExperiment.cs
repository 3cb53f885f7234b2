using System.Globalization;
using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>Anomalies, which are learned without a label, so that no baseline that learns one is beside them.</summary>
internal sealed class AnomalyExperiment : ExperimentTask
{
    public override TaskFigures Figures { get; } = TaskFigures.Of(PredictionTask.AnomalyDetection);

    public override string ConstantName => "no anomaly";

    public override string LinearName => "RandomizedPca";

    public override void Check(NeuralNetworkOptions training, ExperimentOptions options) => throw Unsupported();

    public override ITransformer FitConstant(MLContext ml, PreparedRows rows) => throw Unsupported();

    public override IEstimator<ITransformer> Linear(MLContext ml, TrainerColumns columns, int? iterations) =>
        throw Unsupported();

    public override IEstimator<ITransformer> LightGbm(MLContext ml, TrainerColumns columns, int iterations) =>
        throw Unsupported();

    public override double[] Losses(IDataView scored, string label) => [];

    public override string Amount(double difference) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.00} points");

    public override string Better(double difference) => $"{Amount(difference)} more accurate";

    private static NotSupportedException Unsupported() => new(
        "An experiment compares networks that learn a label; anomalies are learned without one. Compare autoencoders by "
        + "ml.AnomalyDetection.Evaluate.");
}
