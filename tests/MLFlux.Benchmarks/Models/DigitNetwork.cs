using MLFlux.Kernels;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Models;

/// <summary>A network for digits: as described for MLFlux, and as written by hand in TorchSharp.</summary>
/// <param name="Name">What it is called in a report.</param>
/// <param name="Description">For MLFlux, without a final softmax: the loss brings it.</param>
/// <param name="ByHand">Makes the same network by hand, with TorchSharp's own initial weights.</param>
/// <param name="InputShape">The shape of an example for the network written by hand.</param>
internal sealed record DigitNetwork(string Name, Layer Description, Func<nn.Module<Tensor, Tensor>> ByHand, long[] InputShape)
{
    /// <summary>784–128–10.</summary>
    public static DigitNetwork Dense { get; } = new(
        "784–128–10",
        Chain(Flatten(), Layers.Dense(128, Relu), Layers.Dense(10)),
        () => nn.Sequential(("hidden", nn.Linear(784, 128)), ("relu", nn.ReLU()), ("output", nn.Linear(128, 10))),
        [784]);

    /// <summary>The shape of LeNet-5 (LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning, 1998).</summary>
    public static DigitNetwork LeNet { get; } = new(
        "LeNet-5 shape",
        Chain(
            Conv((5, 5), 6, Relu), MaxPool((2, 2)),
            Conv((5, 5), 16, Relu), MaxPool((2, 2)),
            Flatten(),
            Layers.Dense(120, Relu), Layers.Dense(84, Relu), Layers.Dense(10)),
        () => nn.Sequential(
            ("conv1", nn.Conv2d(1, 6, 5)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
            ("conv2", nn.Conv2d(6, 16, 5)), ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)),
            ("flatten", nn.Flatten()),
            ("dense1", nn.Linear(256, 120)), ("relu3", nn.ReLU()),
            ("dense2", nn.Linear(120, 84)), ("relu4", nn.ReLU()),
            ("dense3", nn.Linear(84, 10))),
        [1, 28, 28]);

    /// <summary>The network that ready pipelines train on images.</summary>
    public static DigitNetwork Whitened { get; } = new(
        "ready image network",
        Networks.WhitenedVgg(channels: 1).WithOutputWidth(10),
        () => nn.Sequential([
            ("conv", nn.Conv2d(1, 8, 2)), ("relu", nn.ReLU()), .. NormalizedStage(1, 8, 32), .. NormalizedStage(2, 32, 128),
            .. NormalizedStage(3, 128, 128),
            ("pool", nn.AdaptiveMaxPool2d([1, 1])), ("flatten", nn.Flatten()), ("output", nn.Linear(128, 10))]),
        [1, 28, 28]);

    /// <summary>A larger network without batch normalisation.</summary>
    public static DigitNetwork Vgg { get; } = new(
        "SmallVgg",
        Networks.SmallVgg().WithOutputWidth(10),
        () => nn.Sequential(
            ("conv1", nn.Conv2d(1, 32, 3, padding: 1)), ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(32, 32, 3, padding: 1)), ("relu2", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
            ("conv3", nn.Conv2d(32, 64, 3, padding: 1)), ("relu3", nn.ReLU()),
            ("conv4", nn.Conv2d(64, 64, 3, padding: 1)), ("relu4", nn.ReLU()), ("pool2", nn.MaxPool2d(2)),
            ("conv5", nn.Conv2d(64, 128, 3, padding: 1)), ("relu5", nn.ReLU()),
            ("conv6", nn.Conv2d(128, 128, 3, padding: 1)), ("relu6", nn.ReLU()), ("pool3", nn.MaxPool2d(2)),
            ("flatten", nn.Flatten()), ("drop1", nn.Dropout(0.3)), ("dense", nn.Linear(1152, 128)), ("relu7", nn.ReLU()),
            ("drop2", nn.Dropout(0.3)), ("output", nn.Linear(128, 10))),
        [1, 28, 28]);

    /// <summary>
    /// Additions and multiplications of one row in training, without zeros: forward, and backward to weights and inputs, but to the
    /// features. Activations, pools and updates are not counted.
    /// </summary>
    public double TrainingOperations
    {
        get
        {
            long[] products = [.. KernelPlan.TryCreate(Description, ImageShape, isTraining: true)!.Steps
                .Where(step => step is ConvStep or DenseStep).Select(step => step.Cost)];
            return 2.0 * ((3 * products.Sum()) - products[0]);
        }
    }

    /// <summary>The shape of an example for MLFlux.</summary>
    public static Shape ImageShape { get; } = new(1, 28, 28);

    private static (string, nn.Module<Tensor, Tensor>)[] NormalizedStage(int stage, int from, int to) =>
    [
        ($"conv{stage}a", nn.Conv2d(from, to, 3, padding: 1, bias: false)), ($"pool{stage}", nn.MaxPool2d(2)),
        ($"norm{stage}a", nn.BatchNorm2d(to)), ($"relu{stage}a", nn.ReLU()),
        ($"conv{stage}b", nn.Conv2d(to, to, 3, padding: 1, bias: false)), ($"norm{stage}b", nn.BatchNorm2d(to)),
        ($"relu{stage}b", nn.ReLU()),
    ];
}
