using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="FlattenLayer"/>: [rows, ...] → [rows, values].</summary>
internal sealed class FlattenModule() : nn.Module<Tensor, Tensor>("Flatten")
{
    public override Tensor forward(Tensor input) => input.flatten(1);
}
