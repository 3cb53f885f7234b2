using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="EmbeddingLayer"/>: [rows, n] → [rows, n, width]. Owns the mask.</summary>
/// <param name="name">The name of the module.</param>
/// <param name="weight">The table.</param>
/// <param name="layer">The layer as it is written, for messages.</param>
/// <param name="zeros">The feature whose vector is zeros; null for none.</param>
/// <param name="mask">Is told where that feature stands; null where nobody needs to know.</param>
internal sealed class EmbeddingModule(string name, Parameter weight, string layer, int? zeros, PaddingMask? mask)
    : WeightedModule(name, weight, null)
{
    public override Tensor forward(Tensor input)
    {
        mask?.Set(input, zeros!.Value);
        return Indices.Rows(Weight, input, layer, zeros);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            mask?.Dispose();
        base.Dispose(disposing);
    }
}
