using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes a <see cref="NumberEmbeddingLayer"/>: [rows, inputs] → [rows, others + numbers × width].</summary>
internal abstract class NumberEmbeddingModule(string name, NumberPlaces places, Parameter? weight, Parameter? bias, Activation activation)
    : WeightedModule(name, weight, bias)
{
    public sealed override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor parts = Encode(Numbers(input).unsqueeze(2));
        if (OptionalWeight is not null)
        {
            // One product a number: [numbers, rows, parts] × [numbers, parts, width].
            Tensor mapped = parts.transpose(0, 1).baddbmm(Weight, Bias!.unsqueeze(1));
            parts = activation.Apply(mapped).transpose(0, 1);
        }

        Tensor flat = parts.flatten(1);
        if (places.Others.Length > 0)
            flat = cat([input.index_select(1, tensor(places.Others, device: input.device)), flat], 1);
        return flat.MoveToOuterDisposeScope();
    }

    /// <summary>The parts of numbers: [rows, numbers, 1] → [rows, numbers, parts].</summary>
    protected abstract Tensor Encode(Tensor numbers);

    /// <summary>The values that are embedded: [rows, numbers].</summary>
    protected Tensor Numbers(Tensor input) =>
        places.Others.Length == 0 ? input.alias() : input.index_select(1, tensor(places.Numbers, device: input.device));
}
