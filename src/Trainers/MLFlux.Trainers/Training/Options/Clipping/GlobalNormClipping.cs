using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="GradientClipping.ByGlobalNorm"/>.</summary>
internal sealed record GlobalNormClipping(double Limit) : GradientClipping
{
    internal override void Apply(Tensor gradients)
    {
        using Tensor norm = gradients.norm();
        double length = norm.item<float>();
        if (length > Limit)
            gradients.Scale(Limit / length);
    }

    public override string ToString() => $"ByGlobalNorm({CodeText.Number(Limit)})";
}
