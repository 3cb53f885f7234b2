using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="EmbeddingBagLayer"/>: [rows, n] → [rows, width].</summary>
/// <param name="weight">The table.</param>
/// <param name="layer">The layer.</param>
internal sealed class EmbeddingBagModule(Parameter weight, EmbeddingBagLayer layer) : WeightedModule(layer.Name, weight, null)
{
    private readonly string _text = layer.ToString();

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Indices.Rows(Weight, input, _text, layer.Padding);
        return (layer.Padding is int padding ? Within(rows, input.Is(padding).unsqueeze(-1)) : Reduce(rows)).MoveToOuterDisposeScope();
    }

    private Tensor Reduce(Tensor rows) => ((ElementwiseCombine)layer.Combine).Reduce(rows, dimension: 1);

    /// <summary>Of what is not padding, whose vectors are zeros; where all is, zeros.</summary>
    private Tensor Within(Tensor rows, Tensor padding)
    {
        if (layer.Combine == Combine.Max)
            return Reduce(rows.Filled(padding, double.NegativeInfinity)).Filled(padding.all(1), 0);

        Tensor sum = rows.sum(1);
        return layer.Combine == Combine.Add ? sum : sum / padding.logical_not().sum(1).AtLeast(1).to(sum.dtype);
    }
}
