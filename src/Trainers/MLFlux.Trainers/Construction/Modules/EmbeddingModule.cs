using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="EmbeddingLayer"/>: [rows, n] → [rows, n, width]. Owns the mask and what makes indices unknown.</summary>
/// <param name="name">The name of the module.</param>
/// <param name="weight">The table.</param>
/// <param name="layer">The layer as it is written, for messages.</param>
/// <param name="zeros">The feature whose vector is zeros; null for none.</param>
/// <param name="mask">Is told where that feature stands; null where nobody needs to know.</param>
/// <param name="unknown">Takes features for unknown ones in training; null where that never happens.</param>
internal sealed class EmbeddingModule(
    string name, Parameter weight, string layer, int? zeros, PaddingMask? mask, UnknownIndices? unknown)
    : WeightedModule(name, weight, null)
{
    public override Tensor forward(Tensor input)
    {
        mask?.Set(input, zeros!.Value);
        using Tensor? learned = training ? unknown?.Among(input) : null;
        return Indices.Rows(Weight, learned ?? input, layer, zeros);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            mask?.Dispose();
            unknown?.Dispose();
        }

        base.Dispose(disposing);
    }
}
