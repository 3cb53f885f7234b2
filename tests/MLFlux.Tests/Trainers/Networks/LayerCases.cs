using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Initializers;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Every layer of MLFlux, in the forms worth telling apart. A new layer is added here.</summary>
internal static partial class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
        [.. First, .. Images, .. Values, .. Sequences, .. Padded, .. Containers, .. Tables];

    private static IReadOnlyList<LayerCase> First =>
    [
        new(Dense(3), "Dense(3)", new Shape(4), new Shape(3), "weight 3×4, bias 3", () => nn.Linear(4, 3)),
        new(Dense(3, Relu), "Dense(3, Relu)", new Shape(4), new Shape(3), "weight 3×4, bias 3",
            () => nn.Sequential(nn.Linear(4, 3), nn.ReLU())),
        new(Dense(inputs: 2, outputs: 1, Sigmoid), "Dense(inputs: 2, outputs: 1, Sigmoid)", new Shape(2), new Shape(1),
            "weight 1×2, bias 1", () => nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())),
        new(Dense(5, Gelu, bias: false, KaimingNormal), "Dense(5, Gelu, bias: false, initializer: KaimingNormal)",
            new Shape(4), new Shape(5), "weight 5×4", () => nn.Sequential(nn.Linear(4, 5, hasBias: false), nn.GELU())),
        new(Conv((3, 2), 4), "Conv((3, 2), 4)", new Shape(2, 6, 5), new Shape(4, 4, 4), "weight 4×2×3×2, bias 4",
            () => nn.Conv2d(2, 4, (3, 2))),
        new(Conv((3, 3), inputs: 2, filters: 4, Tanh, stride: (2, 1), padding: (1, 2)),
            "Conv((3, 3), inputs: 2, filters: 4, Tanh, stride: (2, 1), padding: (1, 2))", new Shape(2, 6, 5), new Shape(4, 3, 7),
            "weight 4×2×3×3, bias 4",
            () => nn.Sequential(nn.Conv2d(2, 4, (3, 3), stride: (2, 1), padding: (1, 2)), nn.Tanh())),
        new(Conv((2, 2), 4, dilation: (2, 3), groups: 2, bias: false, initializer: GlorotNormal),
            "Conv((2, 2), 4, dilation: (2, 3), groups: 2, bias: false, initializer: GlorotNormal)",
            new Shape(2, 6, 5), new Shape(4, 4, 2), "weight 4×1×2×2",
            () => nn.Conv2d(2, 4, (2, 2), dilation: (2, 3), groups: 2, bias: false)),
        new(Conv((3, 3), 2, LeakyRelu(0.2), padding: Padding.Same), "Conv((3, 3), 2, LeakyRelu(0.2), padding: Padding.Same)",
            new Shape(1, 5, 4), new Shape(2, 5, 4), "weight 2×1×3×3, bias 2",
            () => nn.Sequential(nn.Conv2d(1, 2, (3, 3), TorchSharp.Padding.Same), nn.LeakyReLU(0.2))),
        new(Conv((2, 4), 2, padding: Padding.Same), "Conv((2, 4), 2, padding: Padding.Same)",
            new Shape(1, 5, 4), new Shape(2, 5, 4), "weight 2×1×2×4, bias 2",
            () => nn.Conv2d(1, 2, (2, 4), TorchSharp.Padding.Same)),
        new(MaxPool((2, 2)), "MaxPool((2, 2))", new Shape(2, 5, 4), new Shape(2, 2, 2), "", () => nn.MaxPool2d([2, 2])),
        new(MaxPool((3, 2), stride: (1, 1), padding: 1), "MaxPool((3, 2), stride: (1, 1), padding: (1, 1))",
            new Shape(2, 5, 4), new Shape(2, 5, 5), "", () => nn.MaxPool2d([3, 2], [1, 1], [1, 1])),
        new(MaxPool((2, 2), padding: Padding.Same), "MaxPool((2, 2), padding: Padding.Same)",
            new Shape(2, 5, 4), new Shape(2, 3, 2), "",
            () => nn.Sequential(nn.ConstantPad2d((0, 1, 0, 1), double.NegativeInfinity), nn.MaxPool2d([2, 2]))),
        new(MeanPool((2, 2)), "MeanPool((2, 2))", new Shape(2, 5, 4), new Shape(2, 2, 2), "", () => nn.AvgPool2d([2L, 2])),
        new(MeanPool((3, 2), stride: (2, 1), padding: (1, 0)), "MeanPool((3, 2), stride: (2, 1), padding: (1, 0))",
            new Shape(2, 5, 4), new Shape(2, 3, 3), "", () => nn.AvgPool2d([3L, 2], [2, 1], [1, 0])),
        new(MeanPool((2, 2), padding: Padding.Same), "MeanPool((2, 2), padding: Padding.Same)",
            new Shape(2, 5, 4), new Shape(2, 3, 2), "",
            () => nn.Sequential(nn.ConstantPad2d((0, 1, 0, 1), 0), nn.AvgPool2d([2L, 2]))),
        new(Flatten(), "Flatten()", new Shape(2, 3, 4), new Shape(24), "", () => nn.Flatten()),
        new(Dropout(), "Dropout(0.5)", new Shape(2, 3), new Shape(2, 3), "", () => nn.Dropout(0.5), IsRandom: true),
        new(Dropout(0.25), "Dropout(0.25)", new Shape(7), new Shape(7), "", () => nn.Dropout(0.25), IsRandom: true),
        new(BatchNorm(), "BatchNorm()", new Shape(3), new Shape(3), "weight 3, bias 3, running_mean 3, running_var 3",
            () => nn.BatchNorm1d(3)),
        new(BatchNorm(epsilon: 0.01, momentum: 0.3, affine: false), "BatchNorm(epsilon: 0.01, momentum: 0.3, affine: false)",
            new Shape(2, 3, 4), new Shape(2, 3, 4), "running_mean 2, running_var 2",
            () => nn.BatchNorm2d(2, eps: 0.01, momentum: 0.3, affine: false)),
        new(Softmax(), "Softmax()", new Shape(5), new Shape(5), "", () => nn.Softmax(1)),
        new(Chain(Conv((3, 3), 2, Relu), Chain(BatchNorm(), MaxPool((2, 2))), Flatten(), Chain(Dense(4), Softmax())),
            """
            Chain(
                Conv((3, 3), 2, Relu),
                Chain(
                    BatchNorm(),
                    MaxPool((2, 2))),
                Flatten(),
                Chain(
                    Dense(4),
                    Softmax()))
            """,
            new Shape(1, 6, 6), new Shape(4),
            "0.weight 2×1×3×3, 0.bias 2, 1.0.weight 2, 1.0.bias 2, 1.0.running_mean 2, 1.0.running_var 2, 3.0.weight 4×8, 3.0.bias 4",
            () => nn.Sequential(
                nn.Conv2d(1, 2, (3, 3)), nn.ReLU(), nn.BatchNorm2d(2), nn.MaxPool2d([2, 2]), nn.Flatten(), nn.Linear(8, 4), nn.Softmax(1))),
    ];

    /// <summary>The rows, named so that a failure says which it was.</summary>
    public static IEnumerable<TestDataRow<int>> Rows =>
        All.Select((row, index) => new TestDataRow<int>(index) { DisplayName = row.Printed.ReplaceLineEndings("") });
}
