using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Initializers;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

internal static partial class LayerCases
{
    private static IReadOnlyList<LayerCase> Values =>
    [
        new(Dense(3, Relu), "Dense(3, Relu)", new Shape(5, 4), new Shape(5, 3), "weight 3×4, bias 3",
            () => nn.Sequential(nn.Linear(4, 3), nn.ReLU())),
        new(Bilinear(2, Tanh), "Bilinear(2, Tanh)", new Shape(3), new Shape(2), "weight 2×3×3, bias 2",
            () => ReferenceModule.Of(nn.Bilinear(3, 3, 2), (m, x) => m.call(x, x).tanh())),
        new(Bilinear(2, bias: false), "Bilinear(2, bias: false)", new Shape(2, 3), new Shape(2), "weight 2×3×3",
            () => ReferenceModule.Of(nn.Bilinear(3, 3, 2, hasBias: false), (m, x) => m.call(x.select(1, 0), x.select(1, 1)))),
        new(Scale(), "Scale()", new Shape(2, 3), new Shape(2, 3), "weight 2×3, bias 2×3", () => new ScaleReference(x => x, [2, 3], [2, 3])),
        new(Scale(Sigmoid, bias: false, GlorotNormal), "Scale(Sigmoid, bias: false, initializer: GlorotNormal)",
            new Shape(4), new Shape(4), "weight 4", () => new ScaleReference(x => x.sigmoid(), [4])),
        new(Scale(bias: false, rate: 6), "Scale(bias: false, rate: 6)", new Shape(4), new Shape(4), "weight 4", () =>
            new ScaleReference(x => x, [4])),
        new(Reshape(1, 2, -1), "Reshape(1, 2, -1)", new Shape(6), new Shape(1, 2, 3), "", () => nn.Unflatten(1, [1, 2, 3])),
        new(Permute(2, 0, 1), "Permute(2, 0, 1)", new Shape(2, 3, 4), new Shape(4, 2, 3), "",
            () => new ReferenceModule(x => x.movedim([3L], [1L]))),
        new(Activate(Tanh), "Activate(Tanh)", new Shape(2, 3), new Shape(2, 3), "", () => nn.Tanh()),
        new(Activate(LeakyRelu(0.2)), "Activate(LeakyRelu(0.2))", new Shape(3), new Shape(3), "", () => nn.LeakyReLU(0.2)),
        new(LogSoftmax(), "LogSoftmax()", new Shape(5), new Shape(5), "", () => nn.LogSoftmax(1)),
        new(AlphaDropout(), "AlphaDropout(0.5)", new Shape(2, 3), new Shape(2, 3), "", () => nn.AlphaDropout(0.5), IsRandom: true),
        new(BatchNorm(Relu), "BatchNorm(Relu)", new Shape(3, 4), new Shape(3, 4), "weight 3, bias 3, running_mean 3, running_var 3",
            () => nn.Sequential(nn.BatchNorm1d(3), nn.ReLU())),
        new(BatchNorm(momentum: 0.2), "BatchNorm(momentum: 0.2)", new Shape(2, 2, 1, 3), new Shape(2, 2, 1, 3),
            "weight 2, bias 2, running_mean 2, running_var 2", () => nn.BatchNorm3d(2, momentum: 0.2)),
        new(Standardize(), "Standardize()", new Shape(3, 2, 2), new Shape(3, 2, 2), "mean 3, scale 3",
            () => new ReferenceModule(x => x.alias())), // Before it is prepared.
        new(LayerNorm(), "LayerNorm()", new Shape(5), new Shape(5), "weight 5, bias 5", () => nn.LayerNorm(5)),
        new(LayerNorm(Gelu, axes: 2, epsilon: 0.01), "LayerNorm(Gelu, axes: 2, epsilon: 0.01)", new Shape(2, 3, 4), new Shape(2, 3, 4),
            "weight 3×4, bias 3×4", () => nn.Sequential(nn.LayerNorm([3, 4], eps: 0.01), nn.GELU())),
        new(LayerNorm(affine: false), "LayerNorm(affine: false)", new Shape(3, 4), new Shape(3, 4), "",
            () => nn.LayerNorm(4, elementwise_affine: false)),
        new(InstanceNorm(), "InstanceNorm()", new Shape(2, 5), new Shape(2, 5), "", () => nn.InstanceNorm1d(2)),
        new(InstanceNorm(Relu, epsilon: 0.01, affine: true), "InstanceNorm(Relu, epsilon: 0.01, affine: true)",
            new Shape(2, 3, 4), new Shape(2, 3, 4), "weight 2, bias 2",
            () => nn.Sequential(nn.InstanceNorm2d(2, eps: 0.01, affine: true), nn.ReLU())),
        new(GroupNorm(2), "GroupNorm(2)", new Shape(4, 2, 3), new Shape(4, 2, 3), "weight 4, bias 4", () => nn.GroupNorm(2, 4)),
        new(GroupNorm(3, Tanh, epsilon: 0.1, affine: false), "GroupNorm(3, Tanh, epsilon: 0.1, affine: false)", new Shape(6), new Shape(6),
            "",
            () => ReferenceModule.Of(nn.GroupNorm(3, 6, eps: 0.1, affine: false), (m, x) => m.call(x.unsqueeze(-1)).squeeze(-1).tanh())),
    ];

    /// <summary>A product and a sum with TorchSharp's parameters, made by hand; PyTorch has no such module.</summary>
    private sealed class ScaleReference : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> _activation;

        public ScaleReference(Func<Tensor, Tensor> activation, params long[][] shapes)
            : base("Scale")
        {
            _activation = activation;
            for (int i = 0; i < shapes.Length; i++)
                register_parameter($"part{i}", new TorchSharp.Modules.Parameter(zeros(shapes[i])));
        }

        public override Tensor forward(Tensor input)
        {
            Tensor[] parts = [.. parameters()];
            Tensor scaled = input * parts[0];
            return _activation(parts.Length == 1 ? scaled : scaled + parts[1]);
        }
    }
}
