using MLFlux.Construction;

namespace MLFlux;

/// <summary>A network in a model.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Network">The network as it is written in code, with parameter counts and output shapes.</param>
/// <param name="Classes">The label values it tells apart, in the order of its scores; null for numbers.</param>
/// <param name="Training">The options it was trained with, the seed among them.</param>
/// <param name="Epochs">How many epochs were run.</param>
/// <param name="BestEpoch">The epoch, from 1, whose weights it has.</param>
/// <param name="TrainingRows">How many rows it was trained on.</param>
/// <param name="ValidationRows">How many rows chose the best epoch; 0 for none.</param>
public sealed record ModelCardNetwork(
    PredictionTask Task, string Network, IReadOnlyList<string>? Classes, TrainingRecord Training,
    int Epochs, int BestEpoch, long TrainingRows, long ValidationRows)
{
    /// <summary>What raw outputs are divided by, so that probabilities hold; null where nothing is.</summary>
    public double? Temperature { get; init; }

    /// <summary>The probability above which yes is predicted; null for other tasks, and in cards of earlier versions.</summary>
    public double? DecisionThreshold { get; init; }

    /// <summary>
    /// For several labels a row: the probability above which each is predicted, in the order of <see cref="Classes"/>; null for other
    /// tasks.
    /// </summary>
    public IReadOnlyList<double>? DecisionThresholds { get; init; }

    /// <summary>For an autoencoder, the score above which a row is an anomaly; null for others, and in cards of earlier versions.</summary>
    public float? AnomalyThreshold { get; init; }

    /// <summary>
    /// Where the pretrained networks in it come from, and their licences, as <see cref="GraphLayer.Source"/> says; null for none, and in
    /// cards of earlier versions.
    /// </summary>
    public IReadOnlyList<string>? Sources { get; init; }

    internal static ModelCardNetwork Of(NeuralNetworkTransformer network) => Of(network.Model) with
    {
        AnomalyThreshold = network.AnomalyThreshold,
    };

    private static ModelCardNetwork Of(NeuralNetworkModel model) => new(
        model.Task, model.ToString(), model.Classes, model.Training,
        model.History.Epochs.Count, model.History.BestEpoch, model.History.TrainingRows, model.History.ValidationRows)
    {
        Temperature = model.Temperature,
        DecisionThreshold = model.DecisionThreshold,
        DecisionThresholds = model.DecisionThresholds,
        Sources = SourcesOf(model) is { Length: > 0 } sources ? sources : null,
    };

    private static string[] SourcesOf(NeuralNetworkModel model) =>
    [
        .. LayerSite.Of(model.Network, model.InputShape).Select(site => site.Layer).OfType<GraphLayer>()
            .Select(graph => graph.Source.Length > 0 ? graph.Source : $"{graph.Title}, of which nobody has said where it comes from")
            .Distinct(),
    ];
}
