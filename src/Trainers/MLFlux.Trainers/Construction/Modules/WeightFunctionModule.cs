using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The module of a layer that is a function of its input, its weight and its bias.</summary>
internal abstract class WeightFunctionModule(string name, Parameter weight, Parameter? bias)
    : WeightedModule(name, weight, bias), IPreparedModule
{
    /// <summary>What weight and bias begin as, where they follow from the training rows; else null.</summary>
    public WhiteningInitializer? Whitening { get; init; }

    public IReadOnlyList<string> Prepared => Whitening is null ? [] : Bias is null ? ["weight"] : ["weight", "bias"];

    /// <summary>The weight that the module was made with.</summary>
    public Tensor OwnWeight => Weight;

    public sealed override Tensor forward(Tensor input) => Compute(input, Weight, Bias);

    public void Prepare(Tensor inputs)
    {
        var patches = new PatchStatistics((int)(Weight.numel() / Weight.size(0)));
        patches.Add(inputs, Patches);
        if (patches.Whiten(Whitening!.Epsilon) is { } directions)
            directions.CopyTo(Weight, Bias);
    }

    /// <summary>What the weight's rows are multiplied by: [any number, values of one]; only where the layer may whiten.</summary>
    protected virtual Tensor Patches(Tensor rows) => throw new NotSupportedException($"{GetName()} whitens nothing.");

    /// <summary>The layer's output with a weight and a bias of the caller's.</summary>
    public abstract Tensor Compute(Tensor input, Tensor weight, Tensor? bias);
}
