namespace MLFlux.ReadyMade;

/// <summary>A network, and a way to train it, of a size that fits images.</summary>
internal static class ImageTraining
{
    private const int LeastSizeOfVgg = 16, LargestLeNet = 32;

    /// <summary>Smoothed labels make probabilities too small, which the temperature that rows held out give makes good.</summary>
    private const double Smoothing = 0.1;

    public static ChainLayer Network(ImageTarget target) =>
        IsForVgg(target) ? Networks.WhitenedVgg(channels: target.HasColor ? 3 : 1) : Small(target);

    /// <summary>The branch of an image beside other columns, without an output, and of half the filters.</summary>
    public static ChainLayer Branch(ImageTarget target) =>
        WithoutOutput(IsForVgg(target) ? Networks.SmallVgg(filters: 16) : Small(target));

    /// <summary>Images are moved a little; what is left and right may mean something in a table, so that they are not mirrored.</summary>
    /// <param name="column">The column of the images.</param>
    /// <param name="target">Their size.</param>
    public static Augmentation Moved(string column, ImageTarget target) =>
        Augmentations.RandomCrop(Math.Max(1, Padding(target) / 2)).On(column);

    public static NeuralNetworkOptions Options(long rows, ImageTarget target, PredictionTask task) => IsForVgg(target)
        ? Whitened(rows, target, task) : new()
    {
        Optimizer = Optimizers.AdamW(0.002),
        Schedule = Schedules.OneCycle(byBatch: true),
        BatchSize = rows < 2_000 ? 32 : 64,
        Epochs = Epochs(rows),
        ValidationFraction = HeldOut(rows),
        Augmentation = target.HasColor
            ? [Augmentations.HorizontalFlip(), Augmentations.RandomCrop(Padding(target))]
            : [Augmentations.RandomCrop(Math.Max(1, Padding(target) / 2))],
    };

    /// <summary>What is left and right in gray images may mean something, as in digits: these are not mirrored.</summary>
    private static NeuralNetworkOptions Whitened(long rows, ImageTarget target, PredictionTask task)
    {
        int padding = Math.Max(1, Padding(target) / 2);
        Augmentation moved = Augmentations.RandomCrop(padding, reflect: true);
        return new NeuralNetworkOptions
        {
            Optimizer = Optimizers.AdamW(0.008, weightDecay: 0.3),
            Schedule = Schedules.OneCycle(rise: 0.2, byBatch: true),
            Loss = HeldOut(rows) > 0 ? TaskPlanner.Of(task).Smoothed(Smoothing) : null,
            BatchSize = rows < 2_000 ? 32 : 128,
            Epochs = Epochs(rows),
            ValidationFraction = HeldOut(rows),
            Augmentation = target.HasColor ? [Augmentations.HorizontalFlip(alternating: true), moved] : [moved],
            ScoringViews = target.HasColor ? new ScoringViews(shift: 1) : new ScoringViews(mirrored: false, shift: 1),
        };
    }

    private static int Epochs(long rows) => (int)Math.Clamp(300_000 / Math.Max(1, rows), 10, 60);

    private static double HeldOut(long rows) => rows < 500 ? 0 : 0.05;

    private static bool IsForVgg(ImageTarget target) => Math.Min(target.Width, target.Height) >= LeastSizeOfVgg
        && (target.HasColor || Math.Max(target.Width, target.Height) > LargestLeNet);

    private static ChainLayer Small(ImageTarget target) =>
        Math.Min(target.Width, target.Height) < LeastSizeOfVgg ? Networks.Mlp(256, 128) : Networks.LeNet5();

    private static int Padding(ImageTarget target) => Math.Max(1, Math.Min(target.Width, target.Height) / 8);

    private static ChainLayer WithoutOutput(ChainLayer network) => Layers.Chain([.. network.Layers[..^1]]);
}
