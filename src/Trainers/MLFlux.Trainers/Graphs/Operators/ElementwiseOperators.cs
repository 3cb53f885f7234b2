using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Functions of each number by itself.</summary>
internal static class ElementwiseOperators
{
    private const double SeluAlpha = 1.67326319217681884765625, SeluGamma = 1.05070102214813232421875;

    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Abs"] = Of(x => x.abs(), Math.Abs),
        ["Ceil"] = Of(x => x.ceil(), Math.Ceiling),
        ["Celu"] = OfSettings(node => Celu(node.Number("alpha", 1))),
        ["Cos"] = Of(x => x.cos()),
        ["Elu"] = OfSettings(node => Elu(node.Number("alpha", 1))),
        ["Erf"] = Of(x => x.erf()),
        ["Exp"] = Of(x => x.exp()),
        ["Floor"] = Of(x => x.floor(), Math.Floor),
        ["Gelu"] = OfSettings(node => node.Text("approximate", "none") == "tanh" ? TanhGelu : x => nn.functional.gelu(x)),
        ["HardSigmoid"] = OfSettings(node => HardSigmoid(node.Number("alpha", 0.2f), node.Number("beta", 0.5f))),
        ["HardSwish"] = Of(x => Times(x, HardSigmoid(1.0 / 6, 0.5))),
        ["Identity"] = node => NodePlan.Passes(node[0]),
        ["LeakyRelu"] = OfSettings(node => LeakyRelu(node.Number("alpha", 0.01f))),
        ["Log"] = Of(x => x.log()),
        ["Mish"] = Of(x => x.Mish()),
        ["Neg"] = Of(x => x.neg(), value => -value),
        ["Not"] = node => Not(node),
        ["Reciprocal"] = Of(x => x.reciprocal()),
        ["Relu"] = Of(x => x.relu()),
        ["Round"] = Of(x => x.round(), value => Math.Round(value, MidpointRounding.ToEven)),
        ["Selu"] = OfSettings(node => Selu(node.Number("alpha", SeluAlpha), node.Number("gamma", SeluGamma))),
        ["Shrink"] = OfSettings(node => Shrink(node.Number("lambd", 0.5), node.Number("bias", 0))),
        ["Sigmoid"] = Of(x => x.sigmoid()),
        ["Sign"] = Of(x => x.sign()),
        ["Sin"] = Of(x => x.sin()),
        ["Sinh"] = Of(x => x.sinh()),
        ["Softplus"] = Of(x => x.Softplus()),
        ["Softsign"] = Of(x => x.Softsign()),
        ["Sqrt"] = Of(x => x.sqrt()),
        ["Tanh"] = Of(x => x.tanh()),
        ["ThresholdedRelu"] = OfSettings(node => ThresholdedRelu(node.Number("alpha", 1))),
    };

    private static GraphOperator Of(Func<Tensor, Tensor> function, Func<double, double>? ofKnown = null) => node =>
    {
        GraphValue input = node[0];
        return ofKnown is null || input.Known is not { } known || known.Any(number => number.IsPerRow
            && ofKnown(number.Value) != number.Value)
            ? NodePlan.Of(input with { Known = null }, run => function(run[0]))
            : NodePlan.Of(input with { Known = [.. known.Select(number => number with { Value = ofKnown(number.Value) })] });
    };

    private static GraphOperator OfSettings(Func<NodeContext, Func<Tensor, Tensor>> settings) => node => Of(settings(node))(node);

    private static NodePlan Not(NodeContext node)
    {
        GraphValue input = node[0];
        return input.Known is { } known
            ? NodePlan.Of(input with { Known = [.. known.Select(number => new GraphNumber(number.Value == 0 ? 1 : 0))] })
            : NodePlan.Of(input, run => run[0].logical_not());
    }

    private static Tensor Times(Tensor x, Func<Tensor, Tensor> function)
    {
        using Tensor factor = function(x);
        return x * factor;
    }

    private static Tensor TanhGelu(Tensor x)
    {
        using var scope = NewDisposeScope();
        Tensor inner = x.Plus(x.Power(3), 0.044715) * (Number)Math.Sqrt(2 / Math.PI);
        return (x * (Number)0.5 * (inner.tanh() + (Number)1)).MoveToOuterDisposeScope();
    }

    private static Func<Tensor, Tensor> Elu(double alpha) => x => x.Elu(alpha);

    private static Func<Tensor, Tensor> LeakyRelu(double slope) => x => x.LeakyRelu(slope);

    private static Func<Tensor, Tensor> Celu(double alpha) => x => x.Celu(alpha);

    private static Func<Tensor, Tensor> HardSigmoid(double slope, double offset) => x =>
    {
        using Tensor scaled = x * (Number)slope;
        using Tensor shifted = scaled + (Number)offset;
        return shifted.Within(0, 1);
    };

    private static Func<Tensor, Tensor> Selu(double alpha, double gamma) => x =>
    {
        using var scope = NewDisposeScope();
        return (x.Elu(alpha) * (Number)gamma).MoveToOuterDisposeScope();
    };

    private static Func<Tensor, Tensor> Shrink(double limit, double bias) => x =>
    {
        using var scope = NewDisposeScope();
        Tensor beyond = x.Plus(x.sign(), -bias) * x.abs().IsAbove(limit).to_type(x.dtype);
        return beyond.MoveToOuterDisposeScope();
    };

    private static Func<Tensor, Tensor> ThresholdedRelu(double threshold) => x =>
    {
        using var scope = NewDisposeScope();
        return (x * x.IsAbove(threshold).to_type(x.dtype)).MoveToOuterDisposeScope();
    };
}
