using static MLFlux.Activation;
using static MLFlux.Initializers;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

internal static partial class LayerCases
{
    private const string PackedWeights =
        "network.0.weight 4×3, network.0.bias 2×4, network.0.r 2×3, network.0.s 2×4, network.2.weight 4×4, network.2.bias 4";

    private static IReadOnlyList<LayerCase> Tables =>
    [
        // Before they are prepared, all bins run from 0 to 1.
        new(PiecewiseLinear(2), "PiecewiseLinear(2)", new Shape(3), new Shape(6), "start 3×2, slope 3×2",
            () => new ReferenceModule(x => x.clamp(0, 1).repeat_interleave(2, dim: 1))),
        new(PiecewiseLinear(2, passing: [0..1, 2..4]), "PiecewiseLinear(2, passing: [0..1, 2..4])", new Shape(5), new Shape(7),
            "start 2×2, slope 2×2",
            () => new ReferenceModule(x => cat(
                [x.index_select(1, tensor([0L, 2, 3])), x.index_select(1, tensor([1L, 4])).clamp(0, 1).repeat_interleave(2, dim: 1)], 1))),
        new(PiecewiseLinear(2, passing: [1..2, 3..]), "PiecewiseLinear(2, passing: [1..2, 3..^0])", new Shape(5), new Shape(7),
            "start 2×2, slope 2×2",
            () => new ReferenceModule(x => cat(
                [x.index_select(1, tensor([1L, 3, 4])), x.index_select(1, tensor([0L, 2])).clamp(0, 1).repeat_interleave(2, dim: 1)], 1))),
        new(PiecewiseLinear(2, width: 3, activation: Tanh, initializer: GlorotNormal),
            "PiecewiseLinear(2, width: 3, activation: Tanh, initializer: GlorotNormal)",
            new Shape(4), new Shape(12), "weight 4×2×3, bias 4×3, start 4×2, slope 4×2",
            () => new FormulaReference(
                (x, p) => (einsum("rnp,npw->rnw", x.clamp(0, 1).unsqueeze(2).repeat(1, 1, 2), p[0]) + p[1]).tanh().flatten(1), [4, 2, 3],
                    [4, 3])),
        new(Periodic(2, deviation: 0.5), "Periodic(2, deviation: 0.5)", new Shape(3), new Shape(12), "frequency 3×2",
            () => new FormulaReference((x, p) => Waves(x, p[0]).flatten(1), [3, 2])),
        new(Periodic(2, width: 3, activation: Tanh, passing: [1..2]), "Periodic(2, width: 3, activation: Tanh, passing: [1..2])",
            new Shape(3), new Shape(7), "weight 2×4×3, bias 2×3, frequency 2×2",
            () => new FormulaReference(
                (x, p) => cat(
                    [
                        x.narrow(1, 1, 1),
                        (einsum("rnp,npw->rnw", Waves(x.index_select(1, tensor([0L, 2])), p[2]), p[0]) + p[1]).tanh().flatten(1),
                    ],
                    1),
                [2, 4, 3], [2, 3], [2, 2])),
        new(Members(2, Chain(Dense(4, Tanh), Activate(Sigmoid), Dense(2))),
            """
            Members(
                2,
                Chain(
                    Dense(4, Tanh),
                    Activate(Sigmoid),
                    Dense(2)))
            """,
            new Shape(3), new Shape(2), PackedWeights,
            () => new FormulaReference(Packed, [4, 3], [2, 4], [2, 3], [2, 4], [4, 4], [4])),
        new(Members(3, Chain(LayerNorm(affine: false), SkipConnection(Dense(3, Tanh, bias: false)), Activate(Tanh))),
            """
            Members(
                3,
                Chain(
                    LayerNorm(affine: false),
                    SkipConnection(
                        Dense(3, Tanh, bias: false),
                        Combine.Add),
                    Activate(Tanh)))
            """,
            new Shape(2, 3), new Shape(2, 3), "network.1.layer.weight 3×3, network.1.layer.r 3×3, network.1.layer.s 3×3",
            () => new FormulaReference(
                (x, p) =>
                {
                    Tensor normed = nn.functional.layer_norm(x, [3]);
                    return stack([.. Enumerable.Range(0, 3).Select(m =>
                        (normed + ((normed * p[1][m]).matmul(p[0].t()) * p[2][m]).tanh()).tanh())]).mean([0]);
                },
                [3, 3], [3, 3], [3, 3])),
        new(Ensemble(Dense(2, bias: false), Chain(Dense(4, Tanh), Dense(2, bias: false))),
            "Ensemble(\n    Dense(2, bias: false),\n    Chain(\n        Dense(4, Tanh),\n        Dense(2, bias: false)))",
            new Shape(3), new Shape(2), "0.weight 2×3, 1.0.weight 4×3, 1.0.bias 4, 1.1.weight 2×4",
            () => new FormulaReference(
                (x, p) => (x.matmul(p[0].t()) + (x.matmul(p[1].t()) + p[2]).tanh().matmul(p[3].t())) / 2, [2, 3], [4, 3], [4], [2, 4])),
        new(Members(2, Dense(2, bias: false)), "Members(\n    2,\n    Dense(2, bias: false))", new Shape(2, 3), new Shape(2, 2),
            "network.weight 4×3",
            () => new FormulaReference((x, p) => x.matmul(p[0].view(2, 2, 3).mean([0]).t()), [4, 3])),
    ];

    private static Tensor Waves(Tensor x, Tensor frequency)
    {
        Tensor angles = 2 * Math.PI * frequency * x.unsqueeze(2);
        return cat([angles.cos(), angles.sin()], 2);
    }

    /// <summary>Two members one after the other, each by its formula.</summary>
    private static Tensor Packed(Tensor x, Tensor[] p)
    {
        (Tensor weight, Tensor bias, Tensor r, Tensor s, Tensor own, Tensor ownBias) = (p[0], p[1], p[2], p[3], p[4], p[5]);
        Tensor Member(int m)
        {
            Tensor hidden = ((((x * r[m]).matmul(weight.t()) * s[m]) + bias[m]).tanh()).sigmoid();
            return hidden.matmul(own.narrow(0, 2 * m, 2).t()) + ownBias.narrow(0, 2 * m, 2);
        }

        return (Member(0) + Member(1)) / 2;
    }

    /// <summary>A formula of an input and parameters.</summary>
    private sealed class FormulaReference : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor[], Tensor> _formula;

        public FormulaReference(Func<Tensor, Tensor[], Tensor> formula, params long[][] shapes)
            : base("Formula")
        {
            _formula = formula;
            for (int i = 0; i < shapes.Length; i++)
                register_parameter($"part{i}", new TorchSharp.Modules.Parameter(zeros(shapes[i])));
        }

        public override Tensor forward(Tensor input) => _formula(input, [.. parameters()]);
    }
}
