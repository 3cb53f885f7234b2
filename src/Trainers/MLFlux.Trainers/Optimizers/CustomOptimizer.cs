using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// An optimizer of your own: derive from it, make an <see cref="Updater"/>, and give it to
/// <see cref="NeuralNetworkOptions.Optimizer"/>. A saved model keeps its text alone, so that loading needs no registration.
/// </summary>
public abstract record CustomOptimizer : Optimizer
{
    /// <summary>Makes an optimizer of that step size, greater than 0.</summary>
    protected CustomOptimizer(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>Makes the state of one fit.</summary>
    /// <param name="parameters">All weights that it updates, one after another in a vector.</param>
    /// <param name="gradients">Their gradients, in the same order; new values stand in it at each step.</param>
    protected abstract Updater Create(Tensor parameters, Tensor gradients);

    /// <summary>A sentence for each option out of range; the trainer says them with its own. The default has none.</summary>
    protected virtual IEnumerable<string> FindFaults() => [];

    internal sealed override Updater CreateUpdater(Tensor parameters, Tensor gradients) => Create(parameters, gradients);

    internal sealed override IEnumerable<string> Faults() =>
        [.. Fault.Unless(GetType().Name, "learningRate", LearningRate, LearningRate > 0, "greater than 0"), .. FindFaults()];
}
