namespace MLFlux.ReadyMade;

/// <summary>A network, and a way to train it, of a size that fits images.</summary>
internal static class ImageTraining
{
    private const int LeastSizeOfVgg = 16, LargestLeNet = 32;

    public static ChainLayer Network(ImageTarget target) =>
        (Math.Min(target.Width, target.Height), Math.Max(target.Width, target.Height)) switch
    {
        ( < LeastSizeOfVgg, _) => Networks.Mlp(256, 128),
        (_, <= LargestLeNet) when !target.HasColor => Networks.LeNet5(),
        _ => Networks.SmallVgg(),
    };

    /// <summary>The branch of an image beside other columns: the same network without its output, and with half the filters.</summary>
    public static ChainLayer Branch(ImageTarget target) =>
        WithoutOutput(Network(target) is var network && network == Networks.SmallVgg() ? Networks.SmallVgg(filters: 16) : network);

    /// <summary>Images are moved a little; what is left and right may mean something in a table, so that they are not mirrored.</summary>
    /// <param name="column">The column of the images.</param>
    /// <param name="target">Their size.</param>
    public static Augmentation Moved(string column, ImageTarget target) =>
        Augmentations.RandomCrop(Math.Max(1, Padding(target) / 2)).On(column);

    public static NeuralNetworkOptions Options(long rows, ImageTarget target) => new()
    {
        Optimizer = Optimizers.AdamW(0.002),
        Schedule = Schedules.OneCycle(byBatch: true),
        BatchSize = rows < 2_000 ? 32 : 64,
        Epochs = (int)Math.Clamp(300_000 / Math.Max(1, rows), 10, 60),
        ValidationFraction = rows < 500 ? 0 : 0.05,
        Augmentation = target.HasColor
            ? [Augmentations.HorizontalFlip(), Augmentations.RandomCrop(Padding(target))]
            : [Augmentations.RandomCrop(Math.Max(1, Padding(target) / 2))],
    };

    private static int Padding(ImageTarget target) => Math.Max(1, Math.Min(target.Width, target.Height) / 8);

    private static ChainLayer WithoutOutput(ChainLayer network) => Layers.Chain([.. network.Layers[..^1]]);
}
