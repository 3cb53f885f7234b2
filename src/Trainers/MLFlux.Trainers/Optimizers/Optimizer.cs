using static TorchSharp.torch;

namespace MLFlux;

/// <summary>How weights follow their gradients. Make one with <see cref="Optimizers"/>.</summary>
/// <remarks>A description, immutable and safe for any thread; the state of a fit is made by each fit.</remarks>
public abstract record Optimizer
{
    private protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The step size, greater than 0.</summary>
    public double LearningRate { get; init; }

    /// <summary>Makes the state that updates one flat tensor of all weights; see <see cref="Updater"/>.</summary>
    internal abstract Updater CreateUpdater(Tensor parameters, Tensor gradients);

    /// <summary>The faults of the options, each a sentence that names the option; empty where there is none.</summary>
    internal abstract IEnumerable<string> Faults();

    /// <summary>The optimizer without its settings, which may change when training is taken up again: <c>Adam</c>.</summary>
    internal virtual string Kind => ToString().Split('(')[0];

    /// <summary>The optimizer as it is written in code: <c>Adam(learningRate: 0.001)</c>.</summary>
    public abstract override string ToString();
}
