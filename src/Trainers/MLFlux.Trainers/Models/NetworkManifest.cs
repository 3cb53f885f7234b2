using System.Text.Json.Nodes;

namespace MLFlux.Models;

/// <summary>The content of <c>Network.json</c> in a model: what the network is and how it was trained, for a person to read.</summary>
internal sealed record NetworkManifest
{
    /// <summary>The version this code writes, and the newest it reads. Rises when an older reader would misread the file.</summary>
    public const int CurrentFormat = 4;

    /// <summary>The version of a model without quantiles, temperature and threshold, of a task that every reader understands.</summary>
    private const int FirstFormat = 1;

    /// <summary>The version of a model with one of these, and of one label.</summary>
    private const int SecondFormat = 2;

    /// <summary>The version of a model of several heads, without views at scoring.</summary>
    private const int ThirdFormat = 3;

    public required int Format { get; init; }

    /// <summary>The oldest version whose readers do not misread a model.</summary>
    public static int FormatOf(NeuralNetworkModel model) =>
        model.Views is not null ? CurrentFormat
        : model.Outputs is not null ? ThirdFormat
        : model is
        {
            Quantiles: null, Temperature: null, ScoreThreshold: null,
            Task: PredictionTask.BinaryClassification or PredictionTask.MulticlassClassification or PredictionTask.Regression,
        } ? FirstFormat : SecondFormat;

    /// <summary>The version of MLFlux that wrote the file.</summary>
    public required string WrittenBy { get; init; }

    public required PredictionTask Task { get; init; }

    public required int[] InputShape { get; init; }

    public required JsonNode Network { get; init; }

    public required TrainingRecord Training { get; init; }

    /// <summary>Whether it was trained on bytes, each of which stands for a 255th; null for no.</summary>
    public bool? ByteFeatures { get; init; }

    /// <summary>What the values of each column stand for, where the network begins with <c>Inputs</c>; null where it does not.</summary>
    public IReadOnlyList<InputKind>? InputKinds { get; init; }

    /// <summary>For regression: means and deviations of the targets.</summary>
    public float[]? TargetMeans { get; init; }

    public float[]? TargetDeviations { get; init; }

    /// <summary>For a regression by quantiles: which they are; the target scale is then that of the one label.</summary>
    public double[]? Quantiles { get; init; }

    /// <summary>What is added to each quantile, in the label's unit; null for nothing.</summary>
    public float[]? QuantileShifts { get; init; }

    /// <summary>For classes: their labels, in the order of the scores.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>What raw outputs are divided by; null for nothing.</summary>
    public double? Temperature { get; init; }

    /// <summary>For yes and no: the score above which yes is predicted; null for 0.</summary>
    public float? ScoreThreshold { get; init; }

    /// <summary>For several labels: the score above which each is predicted; null for 0 each.</summary>
    public float[]? ScoreThresholds { get; init; }

    /// <summary>What each head of <c>Outputs</c> predicts, in their order; null where the network predicts one label.</summary>
    public IReadOnlyList<HeadManifest>? Heads { get; init; }

    /// <summary>The views of pictures at scoring; null for none.</summary>
    public ViewsManifest? Views { get; init; }

    /// <summary>Whether <c>Baseline.safetensors</c> has the mean training row; null for no.</summary>
    public bool? Baseline { get; init; }

    /// <summary>The optimizer's state, or null where it was not kept.</summary>
    public OptimizerRecord? OptimizerState { get; init; }
}
