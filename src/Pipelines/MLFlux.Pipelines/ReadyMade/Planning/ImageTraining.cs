namespace MLFlux.ReadyMade;

/// <summary>A network, and a way to train it, of a size that fits images.</summary>
internal static class ImageTraining
{
    private const int LeastSizeOfVgg = 16, LargestLeNet = 32;

    public static ChainLayer Network(int width, int height, bool hasColor) => (Math.Min(width, height), Math.Max(width, height)) switch
    {
        ( < LeastSizeOfVgg, _) => Networks.Mlp(256, 128),
        (_, <= LargestLeNet) when !hasColor => Networks.LeNet5(),
        _ => Networks.SmallVgg(),
    };

    public static NeuralNetworkOptions Options(long rows, int width, int height, bool hasColor)
    {
        int padding = Math.Max(1, Math.Min(width, height) / 8);
        return new NeuralNetworkOptions
        {
            Optimizer = Optimizers.AdamW(0.002),
            Schedule = Schedules.OneCycle(byBatch: true),
            BatchSize = rows < 2_000 ? 32 : 64,
            Epochs = (int)Math.Clamp(300_000 / Math.Max(1, rows), 10, 60),
            ValidationFraction = rows < 500 ? 0 : 0.05,
            Augmentation = hasColor
                ? [Augmentations.HorizontalFlip(), Augmentations.RandomCrop(padding)]
                : [Augmentations.RandomCrop(Math.Max(1, padding / 2))],
        };
    }
}
