using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The module of a layer that is a function of its input, its weight and its bias.</summary>
internal abstract class WeightFunctionModule(string name, Parameter weight, Parameter? bias) : WeightedModule(name, weight, bias)
{
    /// <summary>The weight that the module was made with.</summary>
    public Tensor OwnWeight => Weight;

    public sealed override Tensor forward(Tensor input) => Compute(input, Weight, Bias);

    /// <summary>The layer's output with a weight and a bias of the caller's.</summary>
    public abstract Tensor Compute(Tensor input, Tensor weight, Tensor? bias);
}
