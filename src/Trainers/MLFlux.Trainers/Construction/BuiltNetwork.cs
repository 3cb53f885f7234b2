using MLFlux.Seeds;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A module together with the flat tensor that its weights are views of. Owns both.</summary>
internal sealed class BuiltNetwork(
    nn.Module<Tensor, Tensor> module,
    Tensor parameters,
    IReadOnlyList<Parameter> learnedParameters,
    IReadOnlyList<double> rateFactors,
    IReadOnlyList<SeededGenerator> generators) : IDisposable
{
    public nn.Module<Tensor, Tensor> Module { get; } = module;

    /// <summary>All learned weights, one after another, in the order of <see cref="Layer.Parameters"/>.</summary>
    public Tensor Parameters { get; } = parameters;

    /// <summary>The weights as the layers see them: views of <see cref="Parameters"/>, in its order.</summary>
    public IReadOnlyList<Parameter> LearnedParameters { get; } = learnedParameters;

    /// <summary>What the learning rate is multiplied by for each of <see cref="LearnedParameters"/>.</summary>
    public IReadOnlyList<double> RateFactors { get; } = rateFactors;

    /// <summary>Where the network is calculated.</summary>
    public Device Device => Parameters.device;

    /// <summary>Puts the network in training mode, with the random numbers of an epoch.</summary>
    public void Begin(int epoch)
    {
        Module.train();
        foreach (SeededGenerator generator in generators)
            generator.Begin(epoch);
    }

    /// <summary>What makes up the network's state: the flat weights, then the buffers.</summary>
    public IEnumerable<Tensor> State() => Module.buffers().Prepend(Parameters);

    public void Dispose()
    {
        Module.Dispose();
        Parameters.Dispose();
    }
}
