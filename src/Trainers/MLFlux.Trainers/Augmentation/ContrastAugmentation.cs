using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Contrast"/>.</summary>
internal sealed record ContrastAugmentation(double Strength) : ImageAugmentation
{
    public override string ToString() => new CallWriter("Contrast").Add("strength", Strength).ToString();

    internal override IEnumerable<string> Faults() =>
        Unless("Contrast", "strength", Strength, Strength is > 0 and <= 1, "greater than 0 and at most 1");

    private protected override Tensor Apply(Tensor images, Random random)
    {
        Tensor factor = PerImage(images, () => (float)Between(random, 1 - Strength, 1 + Strength));
        Tensor mean = images.mean([1, 2, 3], keepdim: true);
        return mean.Plus(images.Plus(mean, -1) * factor);
    }
}
