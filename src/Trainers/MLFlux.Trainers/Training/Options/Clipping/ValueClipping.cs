using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="GradientClipping.ByValue"/>.</summary>
internal sealed record ValueClipping(double Limit) : GradientClipping
{
    internal override void Apply(Tensor gradients) => gradients.Limit(-Limit, Limit);

    public override string ToString() => $"ByValue({CodeText.Number(Limit)})";
}
