using MLFlux.Construction;
using MLFlux.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>What changes while a fit runs: the network's weights, the optimizer's state, and the learning rate.</summary>
internal sealed class Learner : IDisposable
{
    private readonly Optimizer _optimizer;

    /// <param name="workers">Compute the gradients; owned by the caller.</param>
    /// <param name="length">How many epochs and updates there are.</param>
    /// <param name="options">Optimizer, schedule, clipping, accumulation, frozen layers.</param>
    public Learner(BatchWorkers workers, FitLength length, NeuralNetworkOptions options)
    {
        _optimizer = options.Optimizer;
        Length = length;
        Network = workers.Networks[0];
        Updates = new WeightUpdates(workers.Networks, workers.Gradients, options);
        Rate = new LearningRatePlan(_optimizer.LearningRate, options.Schedule, length.Epochs, length.Updates);
    }

    /// <summary>How many epochs and updates there are.</summary>
    public FitLength Length { get; }

    /// <summary>The network, whose weights are learned.</summary>
    public BuiltNetwork Network { get; }

    /// <summary>The optimizer's steps, on all weights that are not frozen.</summary>
    public WeightUpdates Updates { get; }

    /// <summary>The learning rate.</summary>
    public LearningRatePlan Rate { get; }

    /// <summary>Whether all weights and buffers are finite: the gradient of a finite loss may have overflowed.</summary>
    public bool IsFinite
    {
        get
        {
            using DisposeScope scope = NewDisposeScope();
            return Network.State().All(tensor => tensor.isfinite().all().item<bool>());
        }
    }

    /// <summary>What the optimizer carries on from the weights of now.</summary>
    public OptimizerState ReadOptimizer() => OptimizerState.Read(_optimizer, Updates.State);

    /// <summary>Gives the optimizer what it carried on; false, and nothing is changed, where that is another optimizer's.</summary>
    public bool TryWriteOptimizer(OptimizerState state) => state.TryWrite(_optimizer, Updates.State);

    /// <summary>A copy of weights and optimizer in managed memory.</summary>
    public EpochState Read() => new(NetworkWeights.Read(Network.Module), ReadOptimizer());

    public void Dispose() => Updates.Dispose();
}
