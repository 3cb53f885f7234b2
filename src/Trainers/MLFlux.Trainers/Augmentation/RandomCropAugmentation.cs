using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.RandomCrop"/>.</summary>
/// <param name="Padding">How wide the border is.</param>
/// <param name="Reflect">Whether the border mirrors the image.</param>
internal sealed record RandomCropAugmentation(int Padding, bool Reflect) : ImageAugmentation
{
    public override string ToString() =>
        new CallWriter("RandomCrop").Add("padding", Padding).AddUnless("reflect", Reflect, false).ToString();

    internal override IEnumerable<string> Faults() => Unless("RandomCrop", "padding", Padding, Padding >= 1, "at least 1");

    internal override string? Refuses(Shape input) => base.Refuses(input)
        ?? (Reflect && Padding >= Math.Min(input[1], input[2])
            ? $"{this} mirrors a border of {Padding} pixels, and needs images of at least {Padding + 1} by {Padding + 1} for it; the "
                + $"features are {input}. Make the padding smaller, or leave reflect out."
            : null);

    private protected override Tensor Apply(Tensor images, Random random)
    {
        long rows = images.shape[0], channels = images.shape[1], height = images.shape[2], width = images.shape[3];
        Tensor padded = nn.functional.pad(images, [Padding, Padding, Padding, Padding],
            Reflect ? TorchSharp.PaddingModes.Reflect : TorchSharp.PaddingModes.Constant);
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
