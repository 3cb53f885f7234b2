using Microsoft.ML;
using MLFlux.Graphs;
using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>The head on a pretrained network over images, and a way to train it.</summary>
internal static class ImageBackbone
{
    /// <summary>What most networks over photographs were trained on.</summary>
    private const int UsualSize = 224;

    private const int FewRows = 500, FineTunedEpochs = 5, SmallSize = 32;

    /// <summary>About so many images, changed ones among them, does the last block see.</summary>
    private const long RowsOfLastBlock = 18_000;

    /// <summary>Pixels for trees beside a pretrained network: those that it takes are too many for them.</summary>
    /// <param name="unreadable">What becomes of rows whose image cannot be read.</param>
    public static ImageToVectorOptions SmallPixels(UnreadableImages unreadable) => new()
    {
        Width = SmallSize, Height = SmallSize, Fit = ImageFit.Crop, Color = ImageColor.Rgb, Unreadable = unreadable,
    };

    /// <summary>Refuses what is said of a network that is not there, and what contradicts itself.</summary>
    /// <exception cref="ArgumentException">The options do.</exception>
    public static void Check(ReadyImageOptions options)
    {
        if (options is { Backbone: null, FineTuning: not null })
        {
            throw new ArgumentException(
                $"{nameof(options.FineTuning)} says how a {nameof(options.Backbone)} learns, and the options have none.", nameof(options));
        }

        if (options is { Backbone: null, LearnsLastBlock: true })
        {
            throw new ArgumentException(
                $"{nameof(options.LearnsLastBlock)} is for a {nameof(options.Backbone)}, and the options have none.", nameof(options));
        }

        if (options is { FineTuning: not null, LearnsLastBlock: true })
        {
            throw new ArgumentException(
                $"{nameof(options.LearnsLastBlock)} lets the last block learn, and {nameof(options.FineTuning)} lets all of it learn; "
                + "leave one out.", nameof(options));
        }
    }

    /// <summary>How images become what a network takes: red, green and blue, also gray ones.</summary>
    /// <param name="target">Their size.</param>
    /// <param name="unreadable">What becomes of rows whose image cannot be read.</param>
    public static ImageToVectorOptions Pixels(ImageTarget target, UnreadableImages unreadable) =>
        target.Options(unreadable) with { Color = ImageColor.Rgb };

    /// <summary>The size of a column's images for a network.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="image">The column.</param>
    /// <param name="input">The images that the network takes.</param>
    /// <param name="cancellation">Ends the look at the images.</param>
    public static ImageTarget Target(IDataView data, DataViewSchema.Column image, Shape input, CancellationToken cancellation) =>
        ImageTarget.Of(data, image, input[1], cancellation) with { Width = input[2], Height = input[1], HasColor = true };

    /// <summary>The images that a network takes.</summary>
    /// <param name="body">The network.</param>
    /// <param name="size">The width and height that are wanted; null for what the network was made for.</param>
    /// <exception cref="ArgumentException">The network takes no such images.</exception>
    public static Shape Input(Layer body, int? size)
    {
        Shape? stated = (body as GraphLayer)?.Example;
        Shape input = size is int side ? new Shape(3, side, side) : stated ?? new Shape(3, UsualSize, UsualSize);
        try
        {
            body.OutputShape(input);
        }
        catch (NetworkShapeException fault)
        {
            string madeFor = stated is null || stated.Equals(input) ? "" : $" It was made for {stated}.";
            throw new ArgumentException(
                $"The backbone takes no images of {input}: {fault.Message}{madeFor} Make it for that size, such as by "
                + $"Backbones.ResNet18(size: 64), or set {nameof(ReadyImageOptions.Size)} to what it takes.", nameof(body), fault);
        }

        return input is { Rank: 3 } && input[0] == 3 ? input : throw new ArgumentException(
            $"The backbone takes {input}; a pipeline for images needs one that takes 3 × height × width.", nameof(body));
    }

    /// <summary>The network with a new output on it.</summary>
    public static ChainLayer Network(Layer body, Shape input) => Chain([.. Branch(body, input).Layers, Output()]);

    /// <summary>The network as a branch beside others.</summary>
    public static ChainLayer Branch(Layer body, Shape input) => Chain([body, .. Vector(body.OutputShape(input)), Dropout(0.2)]);

    /// <summary>Over a body that stays as it is, an epoch takes milliseconds; one that learns takes as long as its images do.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="tuning">How the body learns; null where it stays as it is.</param>
    public static NeuralNetworkOptions Options(long rows, FineTuning? tuning) => new()
    {
        Optimizer = Optimizers.AdamW(tuning is null ? 0.003 : 0.001),
        Schedule = Schedules.OneCycle(byBatch: true),
        BatchSize = rows < FewRows ? 16 : 32,
        Epochs = tuning is null ? (int)Math.Clamp(60_000 / Math.Max(1, rows), 10, 60) : FineTunedEpochs,
        FrozenLayers = tuning is null ? ["0"] : [],
        FineTuning = tuning,
    };

    /// <summary>
    /// The last block learns with the output, at a lower rate, over changed versions of the images; what comes before it, and its
    /// normalisations, stay as they are.
    /// </summary>
    /// <param name="body">The network.</param>
    /// <param name="input">The images that it takes.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="isMirrored">Whether images may be mirrored: left and right may mean something in gray ones, as in digits.</param>
    /// <param name="task">What is predicted.</param>
    /// <exception cref="ArgumentException">The network has no such block.</exception>
    public static NeuralNetworkOptions OfLastBlock(Layer body, Shape input, long rows, bool isMirrored, PredictionTask task)
    {
        IReadOnlyList<string> kept = (body is GraphLayer graph ? GraphBlocks.BesideLast(graph, input) : null)
            ?? throw new ArgumentException(
                $"{nameof(ReadyImageOptions.LearnsLastBlock)} needs a {nameof(ReadyImageOptions.Backbone)} that was read from an ONNX "
                + $"file, with convolutions in it. Leave it false, or say by {nameof(ReadyImageOptions.FineTuning)} how all of it learns.",
                nameof(body));
        int epochs = (int)Math.Clamp(RowsOfLastBlock / Math.Max(1, rows), 4, 30);
        Augmentation moved = Augmentations.Translation(0.1);
        return Options(rows, tuning: null) with
        {
            Optimizer = Optimizers.AdamW(0.001),
            Epochs = epochs,
            FrozenLayers = [.. kept.Select(name => new FrozenLayer($"0.{name}"))],
            LayerRates = [new LayerRate("0", 0.3)],
            Loss = TaskPlanner.Of(task).Smoothed(0.1),
            Augmentation = isMirrored ? [Augmentations.HorizontalFlip(), moved] : [moved],
            AugmentedVariants = epochs < 9 ? 2 : 3,
            ScoringViews = isMirrored ? new ScoringViews() : null,
        };
    }

    /// <summary>What makes one vector of the features: the mean over the places of a picture.</summary>
    private static Layer[] Vector(Shape features) => features.Rank == 1 ? []
        : features.Rank == 3 && features.Size > features[0] ? [GlobalMeanPool(), Flatten()] : [Flatten()];
}
