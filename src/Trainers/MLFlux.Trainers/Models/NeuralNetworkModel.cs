using MLFlux.Construction;
using MLFlux.Files;
using MLFlux.Models;
using MLFlux.Notebooks;

namespace MLFlux;

/// <summary>What a fit gives: the network, its weights, and how it was trained.</summary>
/// <remarks>Immutable, and safe for any thread. The weights lie in managed memory.</remarks>
[TypeFormatterSource(typeof(ModelHtml))]
public sealed record NeuralNetworkModel
{
    internal NeuralNetworkModel(
        PredictionTask task,
        Layer network,
        InputLayout inputs,
        IReadOnlyList<NetworkWeight> weights,
        TrainingHistory history,
        TrainingRecord training,
        TargetScale? targetScale,
        IReadOnlyList<string>? classes,
        OptimizerState? optimizerState)
    {
        Task = task;
        Network = network;
        Inputs = inputs;
        Weights = weights;
        History = history;
        Training = training;
        TargetScale = targetScale;
        Classes = classes;
        OptimizerState = optimizerState;
    }

    /// <summary>What the network predicts.</summary>
    public PredictionTask Task { get; }

    /// <summary>The network as it was described, each <c>Output()</c> as wide as the label asked.</summary>
    public Layer Network { get; }

    /// <summary>The shape of one example: the dimensions of the feature column; of several, a vector of the values of all.</summary>
    public Shape InputShape => Inputs.Shape;

    /// <summary>
    /// The columns that the network reads. One that was trained on bytes scores bytes and, for a 255th each, floats; otherwise floats
    /// alone.
    /// </summary>
    internal InputLayout Inputs { get; init; }

    /// <summary>The heads of a network that learned several labels; null for one that learned one.</summary>
    internal OutputLayout? Outputs { get; init; }

    /// <summary>
    /// The heads of a network that ends in <c>Outputs</c>, by the columns that they learned, in their order; empty for a network of one
    /// label.
    /// </summary>
    public IReadOnlyList<string> HeadNames => Outputs is { } outputs ? [.. outputs.Heads.Select(head => head.Name)] : [];

    /// <summary>How many numbers the network gives for a row: the classes, 1, the targets, or the quantiles.</summary>
    public int OutputWidth => Network.OutputShape(InputShape).Size;

    /// <summary>
    /// The labels that the network tells apart, as text, in the order of the scores; for keys without values, the key numbers
    /// from 1. For several labels a row, their names. Null for regression.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; }

    /// <summary>
    /// For a regression by <see cref="Losses.Quantile"/>: the quantiles that it gives, in ascending order. Null for all others.
    /// </summary>
    public IReadOnlyList<double>? Quantiles { get; internal init; }

    /// <summary>
    /// What is added to each of <see cref="Quantiles"/>, in the label's unit, so that as many labels of the validation rows are beyond
    /// it as it says, and about as many of new rows: 0 for the median. Null where the fit had no validation rows, or too few: 19 for a
    /// quantile of 0.05. It stays where the weights are exchanged.
    /// </summary>
    public IReadOnlyList<float>? QuantileShifts { get; internal init; }

    /// <summary>Weights and buffers by name, in the order of the layers.</summary>
    public IReadOnlyList<NetworkWeight> Weights { get; private init; }

    /// <summary>Loss, accuracy and time of each epoch.</summary>
    public TrainingHistory History { get; }

    /// <summary>The options the network was trained with, for the record.</summary>
    public TrainingRecord Training { get; }

    /// <summary>How a regression's outputs are turned back into the label's unit; null for classification.</summary>
    internal TargetScale? TargetScale { get; }

    /// <summary>
    /// What raw outputs are divided by before anything is made of them, so that probabilities come true as often as they say: above 0;
    /// above 1 it makes them less sure. Null where it was not fitted, and outputs are as they are.
    /// </summary>
    /// <seealso cref="NeuralNetworkOptions.TemperatureScaling"/>
    public double? Temperature { get; internal init; }

    /// <summary>
    /// The views of each picture of whose raw outputs a prediction is the mean; null where it is of the picture alone.
    /// </summary>
    /// <seealso cref="NeuralNetworkOptions.ScoringViews"/>
    public ScoringViews? Views { get; internal init; }

    /// <summary>
    /// The probability above which yes is predicted: 0.5 unless it was chosen (<see cref="NeuralNetworkOptions.DecisionThreshold"/>) or
    /// set (<see cref="NeuralNetworkTransformer.WithThreshold"/>). Null where the task is not yes or no.
    /// </summary>
    public double? DecisionThreshold =>
        TaskHead.Of(Task).HasThreshold ? 1 / (1 + Math.Exp(-(ScoreThreshold ?? 0.0))) : null;

    /// <summary>
    /// For several labels a row: the probability above which each label is predicted, in the order of <see cref="Classes"/>; 0.5 each
    /// unless <see cref="NeuralNetworkOptions.DecisionThreshold"/> chose it. Null for other tasks.
    /// </summary>
    public IReadOnlyList<double>? DecisionThresholds => !TaskHead.Of(Task).HasThresholds ? null
        : [.. (ScoreThresholds ?? new float[OutputWidth]).Select(score => 1 / (1 + Math.Exp(-(double)score)))];

    /// <summary>The score above which yes is predicted; null for 0.</summary>
    internal float? ScoreThreshold { get; init; }

    /// <summary>For several labels a row: the score above which each is predicted; null for 0 each.</summary>
    internal IReadOnlyList<float>? ScoreThresholds { get; init; }

    /// <summary>
    /// The mean of the rows that were trained on, as many values as an example has: what explanations compare a row with. For networks over
    /// keys, which have no mean, 0 for a missing key in each place. Null in files of earlier versions.
    /// </summary>
    internal IReadOnlyList<float>? Baseline { get; init; }

    /// <summary>What the optimizer carries from step to step, or null where it was not kept.</summary>
    internal OptimizerState? OptimizerState { get; private init; }

    /// <summary>
    /// Writes the weights as a safetensors file, which Python reads as it is: <c>safetensors.torch.load_file(path)</c> gives a
    /// PyTorch <c>state_dict</c>. The file is written whole or not at all.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Safetensors.Write(stream, Weights));
    }

    /// <summary>One head with what stands before it, as a model of that head's task, with the same weights.</summary>
    /// <param name="name">The head: the column that it learned, one of <see cref="HeadNames"/>.</param>
    /// <exception cref="ArgumentException">The model has no such head.</exception>
    public NeuralNetworkModel Head(string name) => HeadModel.Of(this, PlaceOf(name));

    /// <summary>The place of a head among all, from 0.</summary>
    /// <exception cref="ArgumentException">The model has no such head.</exception>
    internal int PlaceOf(string head)
    {
        ArgumentException.ThrowIfNullOrEmpty(head);
        string others = Outputs is null ? ": it learned one label" : $", but {Outputs.Names}";
        return Outputs?.Heads.FirstOrDefault(one => one.Name == head)?.Place
            ?? throw new ArgumentException($"The model has no head '{head}'{others}.", nameof(head));
    }

    /// <summary>The same model with some weights exchanged.</summary>
    internal NeuralNetworkModel WithWeights(IReadOnlyList<NetworkWeight> weights)
    {
        Dictionary<string, NetworkWeight> others = weights.ToDictionary(weight => weight.Name);
        return this with
        {
            Weights = [.. Weights.Select(weight => others.GetValueOrDefault(weight.Name, weight))],
            OptimizerState = null, // What the optimizer carried belongs to the weights that it made.
        };
    }

    /// <summary>The network as a person reads it: layers with parameter counts and output shapes.</summary>
    public override string ToString() => Network.Summary(InputShape);
}
