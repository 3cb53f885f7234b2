using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// Another network, or another way to train it, that a fit of <see cref="NeuralNetworkOptions.BaggedFolds"/> tries beside its own:
/// <c>BaggedCandidates = [new(Chain(Dense(64, Relu), Dropout(0.2), Output())) { LearningRate = 0.001 }]</c>.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record BaggedCandidate
{
    /// <summary>Names the network.</summary>
    /// <param name="network">The network, ending in <c>Output()</c>; that of the trainer, to try it with another rate.</param>
    public BaggedCandidate(Layer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
    }

    /// <summary>The network.</summary>
    public Layer Network { get; }

    /// <summary>The optimizer's learning rate, finite and greater than zero. Default, null: that of the options.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How many epochs there are at the most, at least 1. Default, null: those of the options.</summary>
    public int? Epochs { get; init; }

    /// <summary>The options of the candidate's fits, beside those of the trainer's own network.</summary>
    internal NeuralNetworkOptions Of(NeuralNetworkOptions options) => options with
    {
        Optimizer = options.Optimizer with { LearningRate = LearningRate ?? options.Optimizer.LearningRate },
        Epochs = Epochs ?? options.Epochs,
    };

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        string name = $"A {nameof(BaggedCandidate)}'s";
        if (LearningRate is double rate && !(double.IsFinite(rate) && rate > 0))
            yield return FormattableString.Invariant($"{name} {nameof(LearningRate)} is {rate}; it has to be greater than 0, or null.");
        if (Epochs < 1)
            yield return $"{name} {nameof(Epochs)} is {Epochs}; it has to be at least 1, or null.";
    }

    /// <summary>As it is written in code.</summary>
    internal string ToCode()
    {
        string[] set =
        [
            .. LearningRate is double rate ? [$"{nameof(LearningRate)} = {CodeText.Number(rate)}"] : (string[])[],
            .. Epochs is int epochs ? [$"{nameof(Epochs)} = {CodeText.Number(epochs)}"] : (string[])[],
        ];
        string network = Network.ToString().ReplaceLineEndings("\n");
        return $"new {nameof(BaggedCandidate)}({network}){(set.Length > 0 ? $" {{ {string.Join(", ", set)} }}" : "")}";
    }
}
