using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Brightness"/>.</summary>
internal sealed record BrightnessAugmentation(double Strength) : ImageAugmentation
{
    public override string ToString() => new CallWriter("Brightness").Add("strength", Strength).ToString();

    internal override IEnumerable<string> Faults() => Unless("Brightness", "strength", Strength, Strength > 0, "greater than 0");

    private protected override Tensor Apply(Tensor images, Random random) =>
        images.Plus(PerImage(images, () => (float)Between(random, -Strength, Strength)));
}
