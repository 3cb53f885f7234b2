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
        Sides(Combine.Subtract, "Combine.Subtract", new Shape(3), (a, b) => a - b),
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
        new(Inputs(("Photo", new Shape(1, 3, 2), Chain(Conv((2, 2), 2), Flatten())), ("A table.", new Shape(2), Dense(3, Tanh))),
            """
            Inputs(
                ("Photo", new Shape(1, 3, 2), Chain(
                    Conv((2, 2), 2),
                    Flatten())),
                ("A table.", new Shape(2), Dense(3, Tanh)))
            """,
            new Shape(8), new Shape(7), "Photo.0.weight 2×1×2×2, Photo.0.bias 2, 1.weight 3×2, 1.bias 3",
            PhotoAndTable),
        new(Inputs(Combine.Add, ("Left", new Shape(2), Dense(3)), ("Right", new Shape(1), Dense(3))),
            """
            Inputs(
                Combine.Add,
                ("Left", new Shape(2), Dense(3)),
                ("Right", new Shape(1), Dense(3)))
            """,
            new Shape(3), new Shape(3), "Left.weight 3×2, Left.bias 3, Right.weight 3×1, Right.bias 3",
            LeftAndRight),
        new(Outputs(("Price", Chain(Dense(3, Tanh), Dense(1))), ("A kind.", Dense(2))),
            """
            Outputs(
                ("Price", Chain(
                    Dense(3, Tanh),
                    Dense(1))),
                ("A kind.", Dense(2)))
            """,
            new Shape(4), new Shape(3), "Price.0.weight 3×4, Price.0.bias 3, Price.1.weight 1×3, Price.1.bias 1, 1.weight 2×4, 1.bias 2",
            PriceAndKind),
        new(Outputs(("Price", PredictionTask.Regression, Dense(1)), ("Sold", PredictionTask.BinaryClassification, Dense(1))),
            """
            Outputs(
                ("Price", PredictionTask.Regression, Dense(1)),
                ("Sold", PredictionTask.BinaryClassification, Dense(1)))
            """,
            new Shape(3), new Shape(2), "Price.weight 1×3, Price.bias 1, Sold.weight 1×3, Sold.bias 1", PriceAndSold),
        new(PairwiseFusion(Combine.Add, Combine.Concat(), Dense(3, Tanh), Dense(3), Dense(2)),
            """
            PairwiseFusion(
                Combine.Add, Combine.Concat(),
                Dense(3, Tanh),
                Dense(3),
                Dense(2))
            """,
            new Shape(3), new Shape(8), "0.weight 3×3, 0.bias 3, 1.weight 3×3, 1.bias 3, 2.weight 2×3, 2.bias 2", Fused),
        new(PairwiseFusion(Combine.Stack, Combine.Stack, Activate(Tanh), Chain(Flatten(), Dense(3))),
            """
            PairwiseFusion(
                Combine.Stack, Combine.Stack,
                Activate(Tanh),
                Chain(
                    Flatten(),
                    Dense(3)))
            """,
            new Shape(3), new Shape(2, 3), "1.1.weight 3×6, 1.1.bias 3",
            () => ReferenceModule.Of(nn.Linear(6, 3), (m, x) => stack([x.tanh(), m.call(cat([x.tanh(), x], 1))], 1))),
        new(WeightNorm(Dense(3, Tanh)), "WeightNorm(Dense(3, Tanh))", new Shape(4), new Shape(3), "weight_v 3×4, bias 3, weight_g 3×1",
            () => Normed(nn.Linear(4, 3), nn.Linear(1, 3, hasBias: false), (w, b, x) => nn.functional.linear(x, w, b).tanh())),
        new(WeightNorm(Conv((2, 3), 4, stride: 2, groups: 2, bias: false)),
            "WeightNorm(Conv((2, 3), 4, stride: (2, 2), groups: 2, bias: false))",
            new Shape(2, 4, 5), new Shape(4, 2, 2), "weight_v 4×1×2×3, weight_g 4×1×1×1",
            () => Normed(
                nn.Conv2d(2, 4, (2, 3), groups: 2, bias: false), nn.Conv2d(1, 4, (1, 1), bias: false),
                (w, b, x) => nn.functional.conv2d(x, w, b, [2, 2], [0, 0], [1, 1], 2))),
        new(WeightNorm(ConvTranspose((2, 2), 3)), "WeightNorm(ConvTranspose((2, 2), 3))", new Shape(2, 3, 2), new Shape(3, 4, 3),
            "weight_v 2×3×2×2, bias 3, weight_g 2×1×1×1",
            () => Normed(
                nn.ConvTranspose2d(2, 3, (2, 2)), nn.Conv2d(1, 2, (1, 1), bias: false),
                (w, b, x) => nn.functional.conv_transpose2d(x, w, b, [1, 1], [0, 0], [0, 0], [1, 1], 1))),
        new(WeightNorm(Bilinear(2)), "WeightNorm(Bilinear(2))", new Shape(3), new Shape(2), "weight_v 2×3×3, bias 2, weight_g 2×1×1",
            () => Normed(nn.Bilinear(3, 3, 2), nn.Conv1d(1, 2, 1, bias: false), (w, b, x) => nn.functional.bilinear(x, x, w, b))),
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

    private static ReferenceModule PhotoAndTable()
    {
        TorchSharp.Modules.Conv2d photo = nn.Conv2d(1, 2, (2, 2));
        TorchSharp.Modules.Linear table = nn.Linear(2, 3);
        return new ReferenceModule(
            x => cat([photo.call(x[.., ..6].reshape(-1, 1, 3, 2)).flatten(1), table.call(x[.., 6..]).tanh()], 1), photo, table);
    }

    private static ReferenceModule PriceAndKind()
    {
        TorchSharp.Modules.Linear first = nn.Linear(4, 3), price = nn.Linear(3, 1), kind = nn.Linear(4, 2);
        return new ReferenceModule(x => cat([price.call(first.call(x).tanh()), kind.call(x)], 1), first, price, kind);
    }

    private static ReferenceModule PriceAndSold()
    {
        TorchSharp.Modules.Linear price = nn.Linear(3, 1), sold = nn.Linear(3, 1);
        return new ReferenceModule(x => cat([price.call(x), sold.call(x)], 1), price, sold);
    }

    private static ReferenceModule LeftAndRight()
    {
        TorchSharp.Modules.Linear left = nn.Linear(2, 3), right = nn.Linear(1, 3);
        return new ReferenceModule(x => left.call(x[.., ..2]) + right.call(x[.., 2..]), left, right);
    }

    private static ReferenceModule Fused()
    {
        TorchSharp.Modules.Linear first = nn.Linear(3, 3), second = nn.Linear(3, 3), third = nn.Linear(3, 2);
        return new ReferenceModule(
            x =>
            {
                Tensor one = first.call(x).tanh(), two = second.call(one + x);
                return cat([one, two, third.call(two + x)], 1);
            },
            first,
            second,
            third);
    }

    /// <summary>A layer with each output's part of its weight divided by its length, and multiplied by another's weight.</summary>
    private static ReferenceModule Normed(nn.Module direction, nn.Module length, Func<Tensor, Tensor?, Tensor, Tensor> compute) => new(
        x =>
        {
            Tensor v = direction.get_parameter("weight")!, g = length.get_parameter("weight")!;
            Tensor[] parts = [.. Enumerable.Range(0, (int)v.size(0)).Select(i => v[i] * g[i].reshape(1).select(0, 0) / v[i].norm())];
            return compute(stack(parts, 0), direction.has_parameter("bias") ? direction.get_parameter("bias") : null, x);
        },
        direction,
        length);

    private static ReferenceModule Maximum()
    {
        TorchSharp.Modules.Linear[] all = [nn.Linear(3, 2), nn.Linear(3, 2), nn.Linear(3, 2)];
        return new ReferenceModule(x => maximum(all[0].call(x), maximum(all[1].call(x), all[2].call(x))), all);
    }
}
