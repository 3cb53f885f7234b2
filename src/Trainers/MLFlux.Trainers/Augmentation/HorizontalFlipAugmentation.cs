using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.HorizontalFlip"/>.</summary>
internal sealed record HorizontalFlipAugmentation(double Probability) : ImageAugmentation
{
    public override string ToString() => new CallWriter("HorizontalFlip").Add("probability", Probability).ToString();

    internal override IEnumerable<string> Faults() =>
        Unless("HorizontalFlip", "probability", Probability, Probability is >= 0 and <= 1, "from 0 to 1");

    private protected override Tensor Apply(Tensor images, Random random) =>
        where(PerImage(images, () => random.NextDouble() < Probability ? 1 : 0).IsAbove(0), images.flip(3), images);
}
