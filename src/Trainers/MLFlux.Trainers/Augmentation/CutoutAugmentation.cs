using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Cutout"/>.</summary>
internal sealed record CutoutAugmentation(int Size) : ImageAugmentation
{
    public override string ToString() => new CallWriter("Cutout").Add("size", Size).ToString();

    internal override IEnumerable<string> Faults() => Unless("Cutout", "size", Size, Size >= 1, "at least 1");

    private protected override Tensor Apply(Tensor images, Random random)
    {
        Tensor rows = Inside(images, images.shape[2], random).view(-1, 1, images.shape[2], 1);
        Tensor columns = Inside(images, images.shape[3], random).view(-1, 1, 1, images.shape[3]);
        return images.Filled(rows.logical_and(columns), 0);
    }

    /// <summary>For each image and each place along one side, whether it lies in the square, whose centre is anywhere.</summary>
    private Tensor Inside(Tensor images, long length, Random random)
    {
        Tensor starts = PerImage(images, () => random.Next((int)length) - (Size / 2)).view(-1, 1);
        Tensor places = HeldNumbers.Places(length, images.device).view(1, -1);
        return places.ge(starts).logical_and(places.lt(starts + (Number)Size));
    }
}
