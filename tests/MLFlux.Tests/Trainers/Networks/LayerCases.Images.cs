using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

internal static partial class LayerCases
{
    private static IReadOnlyList<LayerCase> Images =>
    [
        new(Conv(3, 4, Relu), "Conv(3, 4, Relu)", new Shape(2, 7), new Shape(4, 5), "weight 4×2×3, bias 4",
            () => nn.Sequential(nn.Conv1d(2, 4, 3L), nn.ReLU())),
        new(Conv(4, 2, stride: 2, padding: Padding.Same), "Conv(4, 2, stride: 2, padding: Padding.Same)",
            new Shape(1, 7), new Shape(2, 4), "weight 2×1×4, bias 2",
            () => nn.Sequential(nn.ConstantPad1d((1, 2), 0), nn.Conv1d(1, 2, 4L, stride: 2L))),
        new(Conv((2, 3, 2), 4, padding: 1, dilation: (1, 1, 2), groups: 2),
            "Conv((2, 3, 2), 4, padding: (1, 1, 1), dilation: (1, 1, 2), groups: 2)",
            new Shape(2, 3, 4, 5), new Shape(4, 4, 4, 5), "weight 4×1×2×3×2, bias 4",
            () => nn.Conv3d(2, 4, (2, 3, 2), padding: (1, 1, 1), dilation: (1, 1, 2), groups: 2)),
        new(Conv((3, 3), 2, stride: 2, padding: 1), "Conv((3, 3), 2, stride: (2, 2), padding: (1, 1))",
            new Shape(1, 5, 4), new Shape(2, 3, 2), "weight 2×1×3×3, bias 2",
            () => nn.Conv2d(1, 2, (3, 3), stride: (2, 2), padding: (1, 1))),
        new(ConvTranspose(3, 2, Tanh, stride: 2), "ConvTranspose(3, 2, Tanh, stride: 2)",
            new Shape(3, 4), new Shape(2, 9), "weight 3×2×3, bias 2",
            () => nn.Sequential(nn.ConvTranspose1d(3, 2, 3L, stride: 2L), nn.Tanh())),
        new(ConvTranspose((3, 2), inputs: 2, filters: 4, stride: (2, 3), padding: (1, 0), groups: 2, outputPadding: (1, 2), bias: false),
            "ConvTranspose((3, 2), inputs: 2, filters: 4, stride: (2, 3), padding: (1, 0), groups: 2, bias: false, outputPadding: (1, 2))",
            new Shape(2, 3, 2), new Shape(4, 6, 7), "weight 2×2×3×2",
            () => ReferenceModule.Of(
                nn.ConvTranspose2d(2, 4, (3, 2), stride: (2, 3), groups: 2, bias: false),
                (m, x) => nn.functional.pad(m.call(x), (0L, 2, 0, 1)).narrow(2, 1, 6))),
        new(ConvTranspose((4, 3), 2, stride: 2, padding: Padding.Same), "ConvTranspose((4, 3), 2, stride: (2, 2), padding: Padding.Same)",
            new Shape(1, 3, 2), new Shape(2, 6, 4), "weight 1×2×4×3, bias 2",
            () => ReferenceModule.Of(
                nn.ConvTranspose2d(1, 2, (4, 3), stride: (2, 2)), (m, x) => m.call(x).narrow(2, 1, 6).narrow(3, 0, 4))),
        new(ConvTranspose(2, 1, stride: 3, padding: Padding.Same), "ConvTranspose(2, 1, stride: 3, padding: Padding.Same)",
            new Shape(1, 4), new Shape(1, 12), "weight 1×1×2, bias 1",
            () => nn.ConvTranspose1d(1, 1, 2L, stride: 3L, output_padding: 1L)),
        new(ConvTranspose((2, 2, 2), 1, dilation: 2), "ConvTranspose((2, 2, 2), 1, dilation: (2, 2, 2))",
            new Shape(2, 2, 3, 2), new Shape(1, 4, 5, 4), "weight 2×1×2×2×2, bias 1",
            () => nn.ConvTranspose3d(2, 1, (2, 2, 2), dilation: (2, 2, 2))),
        new(DepthwiseConv((3, 3)), "DepthwiseConv((3, 3))", new Shape(2, 4, 4), new Shape(2, 2, 2), "weight 2×1×3×3, bias 2",
            () => nn.Conv2d(2, 2, (3, 3), groups: 2)),
        new(DepthwiseConv((3, 3), activation: Relu), "DepthwiseConv((3, 3), activation: Relu)", new Shape(2, 4, 4), new Shape(2, 2, 2),
            "weight 2×1×3×3, bias 2", () => nn.Sequential(nn.Conv2d(2, 2, (3, 3), groups: 2), nn.ReLU())),
        new(DepthwiseConv(2, 6, Tanh, stride: 2, padding: 1, bias: false), "DepthwiseConv(2, 6, Tanh, stride: 2, padding: 1, bias: false)",
            new Shape(3, 5), new Shape(6, 3), "weight 6×1×2",
            () => nn.Sequential(nn.Conv1d(3, 6, 2L, stride: 2L, padding: 1L, groups: 3, bias: false), nn.Tanh())),
        new(MaxPool(2), "MaxPool(2)", new Shape(2, 5), new Shape(2, 2), "", () => nn.MaxPool1d(2)),
        new(MaxPool((2, 1, 2), stride: 1), "MaxPool((2, 1, 2), stride: (1, 1, 1))", new Shape(2, 3, 2, 3), new Shape(2, 2, 2, 2), "",
            () => nn.MaxPool3d([2, 1, 2], [1, 1, 1])),
        new(MeanPool(3, stride: 2, padding: 1), "MeanPool(3, stride: 2, padding: 1)", new Shape(2, 5), new Shape(2, 3), "",
            () => nn.AvgPool1d(3, 2, 1)),
        new(MeanPool((2, 2, 1)), "MeanPool((2, 2, 1))", new Shape(1, 4, 2, 3), new Shape(1, 2, 1, 3), "",
            () => nn.AvgPool3d([2L, 2, 1])),
        new(AdaptiveMaxPool(3), "AdaptiveMaxPool(3)", new Shape(2, 7), new Shape(2, 3), "", () => nn.AdaptiveMaxPool1d(3)),
        new(AdaptiveMaxPool((2, 3)), "AdaptiveMaxPool((2, 3))", new Shape(2, 5, 4), new Shape(2, 2, 3), "",
            () => nn.AdaptiveMaxPool2d([2, 3])),
        new(AdaptiveMaxPool((2, 1, 2)), "AdaptiveMaxPool((2, 1, 2))", new Shape(1, 3, 2, 4), new Shape(1, 2, 1, 2), "",
            () => new ReferenceModule(
                x => stack([.. new[] { 0L, 1 }.Select(depth => x.narrow(2, depth, 2).amax([2, 3]).view(-1, 1, 2, 2).amax([3]))], 2)
                .unsqueeze(3))),
        new(AdaptiveMeanPool(3), "AdaptiveMeanPool(3)", new Shape(2, 7), new Shape(2, 3), "", () => nn.AdaptiveAvgPool1d(3)),
        new(AdaptiveMeanPool((2, 3)), "AdaptiveMeanPool((2, 3))", new Shape(2, 5, 4), new Shape(2, 2, 3), "",
            () => nn.AdaptiveAvgPool2d([2, 3])),
        new(AdaptiveMeanPool((2, 1, 2)), "AdaptiveMeanPool((2, 1, 2))", new Shape(1, 3, 2, 4), new Shape(1, 2, 1, 2), "",
            () => nn.AdaptiveAvgPool3d([2, 1, 2])),
        new(GlobalMaxPool(), "GlobalMaxPool()", new Shape(2, 5, 4), new Shape(2, 1, 1), "", () => nn.AdaptiveMaxPool2d([1, 1])),
        new(GlobalMeanPool(), "GlobalMeanPool()", new Shape(2, 7), new Shape(2, 1), "", () => nn.AdaptiveAvgPool1d(1)),
        new(Upsample((2, 3)), "Upsample((2, 3))", new Shape(2, 2, 3), new Shape(2, 4, 9), "", () => nn.Upsample(scale_factor: [2, 3])),
        new(Upsample((2, 2), Interpolation.Linear), "Upsample((2, 2), Interpolation.Linear)", new Shape(2, 2, 3), new Shape(2, 4, 6), "",
            () => nn.Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear, align_corners: true)),
        new(Upsample(3, Interpolation.Linear), "Upsample(3, Interpolation.Linear)", new Shape(2, 3), new Shape(2, 9), "",
            () => nn.Upsample(scale_factor: [3], mode: UpsampleMode.Linear, align_corners: true)),
        new(Upsample((1, 2, 2), Interpolation.Linear), "Upsample((1, 2, 2), Interpolation.Linear)", new Shape(1, 2, 2, 2),
            new Shape(1, 2, 4, 4), "",
            () => nn.Upsample(scale_factor: [1, 2, 2], mode: UpsampleMode.Trilinear, align_corners: true)),
        new(PixelShuffle(2), "PixelShuffle(2)", new Shape(8, 2, 3), new Shape(2, 4, 6), "", () => nn.PixelShuffle(2)),
    ];
}
