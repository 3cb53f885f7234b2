using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

internal static partial class LayerCases
{
    private static IReadOnlyList<LayerCase> Containers =>
    [
        new(Chain(("features", Dense(3, Relu)), ("head", Dense(2))),
            """
            Chain(
                ("features", Dense(3, Relu)),
                ("head", Dense(2)))
            """,
            new Shape(4), new Shape(2), "features.weight 3×4, features.bias 3, head.weight 2×3, head.bias 2",
            () => nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))),
        new(SkipConnection(Chain(Dense(3, Tanh), Dense(4))),
            """
            SkipConnection(
                Chain(
                    Dense(3, Tanh),
                    Dense(4)),
                Combine.Add)
            """,
            new Shape(4), new Shape(4), "layer.0.weight 3×4, layer.0.bias 3, layer.1.weight 4×3, layer.1.bias 4",
            () => ReferenceModule.Of(nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 4)), (m, x) => m.call(x) + x)),
        new(SkipConnection(Conv((3, 3), 2, padding: 1), Combine.Concat()),
            """
            SkipConnection(
                Conv((3, 3), 2, padding: (1, 1)),
                Combine.Concat())
            """,
            new Shape(1, 3, 2), new Shape(3, 3, 2), "layer.weight 2×1×3×3, layer.bias 2",
            () => ReferenceModule.Of(nn.Conv2d(1, 2, (3, 3), padding: (1, 1)), (m, x) => cat([m.call(x), x], 1))),
        Sides(Combine.Multiply, "Combine.Multiply", new Shape(3), (a, b) => a * b),
        Sides(Combine.Mean, "Combine.Mean", new Shape(3), (a, b) => (a + b) / 2),
        Sides(Combine.Max, "Combine.Max", new Shape(3), maximum),
        Sides(Combine.Concat(), "Combine.Concat()", new Shape(6), (a, b) => cat([a, b], 1)),
        Sides(Combine.Stack, "Combine.Stack", new Shape(2, 3), (a, b) => cat([a.unsqueeze(1), b.unsqueeze(1)], 1)),
        new(Parallel(Combine.Concat(axis: 1), Activate(Tanh), Dense(2)),
            """
            Parallel(
                Combine.Concat(axis: 1),
                Activate(Tanh),
                Dense(2))
            """,
            new Shape(2, 3), new Shape(2, 5), "1.weight 2×3, 1.bias 2",
            () => ReferenceModule.Of(nn.Linear(3, 2), (m, x) => cat([x.tanh(), m.call(x)], 2))),
        new(Maxout(Dense(2), Dense(2), Dense(2)),
            """
            Maxout(
                Dense(2),
                Dense(2),
                Dense(2))
            """,
            new Shape(3), new Shape(2), "0.weight 2×3, 0.bias 2, 1.weight 2×3, 1.bias 2, 2.weight 2×3, 2.bias 2", Maximum),
    ];

    private static LayerCase Sides(Combine combine, string printed, Shape output, Func<Tensor, Tensor, Tensor> expected) => new(
        Parallel(combine, Dense(3), Dense(3, Sigmoid)),
        $"Parallel(\n    {printed},\n    Dense(3),\n    Dense(3, Sigmoid))",
        new Shape(2),
        output,
        "0.weight 3×2, 0.bias 3, 1.weight 3×2, 1.bias 3",
        () =>
        {
            var one = nn.Linear(2, 3);
            var other = nn.Linear(2, 3);
            return new ReferenceModule(x => expected(one.call(x), other.call(x).sigmoid()), one, other);
        });

    private static ReferenceModule Maximum()
    {
        TorchSharp.Modules.Linear[] all = [nn.Linear(3, 2), nn.Linear(3, 2), nn.Linear(3, 2)];
        return new ReferenceModule(x => maximum(all[0].call(x), maximum(all[1].call(x), all[2].call(x))), all);
    }
}
