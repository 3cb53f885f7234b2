using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>An augmentation that changes images and nothing else.</summary>
internal abstract record ImageAugmentation : Augmentation
{
    internal sealed override Batch Apply(Batch batch, Random random) => batch with { Features = Apply(batch.Features, random) };

    /// <summary>Makes changed images of [rows, channels, height, width].</summary>
    private protected abstract Tensor Apply(Tensor images, Random random);

    /// <summary>A number for each image, in the shape [rows, 1, 1, 1], on the images' device.</summary>
    private protected static Tensor PerImage(Tensor images, Func<float> draw)
    {
        float[] numbers = new float[images.shape[0]];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = draw();
        return tensor(numbers).to(images.device).view(-1, 1, 1, 1);
    }

    private protected static double Between(Random random, double minimum, double maximum) =>
        minimum + ((maximum - minimum) * random.NextDouble());
}
