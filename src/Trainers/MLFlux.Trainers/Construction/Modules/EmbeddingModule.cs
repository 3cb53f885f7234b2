using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="EmbeddingLayer"/>, [rows, n] → [rows, n, width], and with a bag <see cref="EmbeddingBagLayer"/>,
/// [rows, n] → [rows, width].
/// </summary>
internal sealed class EmbeddingModule(string name, Parameter weight, string layer, Combine? bag, int? padding = null)
    : WeightedModule(name, weight, null)
{
    public override Tensor forward(Tensor input)
    {
        Tensor rows = Indices.Rows(Weight, input, layer, padding);
        if (bag is null)
            return rows;

        using (rows)
            return ((ElementwiseCombine)bag).Reduce(rows, dimension: 1);
    }
}
