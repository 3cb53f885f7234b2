using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.RandomCrop"/>.</summary>
internal sealed record RandomCropAugmentation(int Padding) : ImageAugmentation
{
    public override string ToString() => new CallWriter("RandomCrop").Add("padding", Padding).ToString();

    internal override IEnumerable<string> Faults() => Unless("RandomCrop", "padding", Padding, Padding >= 1, "at least 1");

    private protected override Tensor Apply(Tensor images, Random random)
    {
        long rows = images.shape[0], channels = images.shape[1], height = images.shape[2], width = images.shape[3];
        Tensor padded = nn.functional.pad(images, [Padding, Padding, Padding, Padding]);
        Tensor down = Places(rows, height, random).to(images.device).view(rows, 1, height, 1);
        Tensor across = Places(rows, width, random).to(images.device).view(rows, 1, 1, width);
        return padded
            .gather(2, down.expand(rows, channels, height, padded.shape[3]))
            .gather(3, across.expand(rows, channels, height, width));
    }

    /// <summary>For each image a random start, and the places that follow it.</summary>
    private Tensor Places(long rows, long length, Random random)
    {
        long[] places = new long[rows * length];
        for (long row = 0; row < rows; row++)
        {
            long start = random.Next((2 * Padding) + 1);
            for (long i = 0; i < length; i++)
                places[(row * length) + i] = start + i;
        }

        return tensor(places);
    }
}
