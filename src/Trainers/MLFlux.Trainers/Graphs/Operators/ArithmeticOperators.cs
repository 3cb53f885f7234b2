using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Arithmetic of two or more values, stretched to each other as NumPy does.</summary>
internal static class ArithmeticOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["Add"] = node => OfTwo(node, HeldNumbers.Plus, (x, y) => x + y, (x, y, _) => GraphNumber.Add(x, y)),
        ["Sub"] = node => OfTwo(node, (x, y) => x.Plus(y, -1), (x, y) => x - y, (x, y, _) => GraphNumber.Subtract(x, y)),
        ["Mul"] = node => OfTwo(node, (x, y) => x * y, (x, y) => x * y, (x, y, _) => GraphNumber.Multiply(x, y)),
        ["Div"] = node => node[0].Type == GraphType.Integer
            ? OfTwo(node, (x, y) => x.div(y, RoundingMode.trunc), null, (x, y, whole) => GraphNumber.Divide(x, y, whole))
            : OfTwo(node, (x, y) => x / y, (x, y) => x / y, (x, y, whole) => GraphNumber.Divide(x, y, whole)),
        ["Mod"] = node => OfTwo(node, node.Integer("fmod", 0) == 1 ? fmod : remainder, null, null),
        ["Pow"] = node => OfTwo(
            node, (x, y) => x.pow(y), (x, y) => y.Equals(2) ? x * x : x.Power(y),
            (x, y, _) => x.IsPerRow || y.IsPerRow ? null : new(Math.Pow(x.Value, y.Value))),
        ["PRelu"] = node => OfTwo(node, PRelu, null, null),
        ["Max"] = node => OfMany(node, maximum, (x, y, _) => OfNumbers(x, y, Math.Max)),
        ["Min"] = node => OfMany(node, minimum, (x, y, _) => OfNumbers(x, y, Math.Min)),
        ["Sum"] = node => OfMany(node, HeldNumbers.Plus, (x, y, _) => GraphNumber.Add(x, y)),
        ["Mean"] = Mean,
        ["Clip"] = Clip,
    };

    /// <summary>An operation of two values.</summary>
    /// <param name="node">The node.</param>
    /// <param name="function">Of two tensors.</param>
    /// <param name="ofScalar">Of a tensor and a number that is known; null where the first is used for it.</param>
    /// <param name="ofKnown">Of two known numbers, of which both are whole or not; null where that is not needed.</param>
    private static NodePlan OfTwo(
        NodeContext node, Func<Tensor, Tensor, Tensor> function, Func<Tensor, Number, Tensor>? ofScalar,
        Func<GraphNumber, GraphNumber, bool, GraphNumber?>? ofKnown)
    {
        GraphValue output = Together(node, node[0], node[1]);
        if (ofKnown is not null && Stretched.Zip(node[0], node[1], output,
            (x, y) => ofKnown(x, y, output.Type != GraphType.Float)) is { } known)
            return NodePlan.Of(output with { Known = known });
        return ofScalar is not null && output.Type == GraphType.Float && output.Rank == node[0].Rank
            && node[1].Known is [{ IsPerRow: false } scalar]
            ? NodePlan.Of(output, run => ofScalar(run[0], scalar.Value))
            : NodePlan.Of(output, run => function(run[0], run[1]));
    }

    private static NodePlan OfMany(
        NodeContext node, Func<Tensor, Tensor, Tensor> function, Func<GraphNumber, GraphNumber, bool, GraphNumber?> ofKnown)
    {
        if (node.Count == 1)
            return NodePlan.Passes(node[0]);
        if (node.Count == 2)
            return OfTwo(node, function, null, ofKnown);
        GraphValue output = node[0] with { Known = null };
        for (int i = 1; i < node.Count; i++)
            output = Together(node, output, node[i]);
        return NodePlan.Of(output, run => Fold(run, function));
    }

    private static Tensor Fold(NodeRun run, Func<Tensor, Tensor, Tensor> function)
    {
        Tensor all = function(run[0], run[1]);
        for (int i = 2; i < run.Count; i++)
        {
            using Tensor before = all;
            all = function(before, run[i]);
        }

        return all;
    }

    private static NodePlan Mean(NodeContext node)
    {
        NodePlan sum = OfMany(node, HeldNumbers.Plus, (_, _, _) => null);
        return NodePlan.Of(sum.Outputs[0], run =>
        {
            using Tensor all = sum.Compute(run)[0];
            return all / (Number)run.Count;
        });
    }

    private static NodePlan Clip(NodeContext node)
    {
        double least = node.Scalar(1, "min") ?? double.NegativeInfinity, most = node.Scalar(2, "max") ?? double.PositiveInfinity;
        if (node[0].Type != GraphType.Float)
            throw node.Fault("cuts whole numbers, which is not read");
        return NodePlan.Of(node[0] with { Known = null }, run => run[0].Within(least, most));
    }

    private static Tensor PRelu(Tensor x, Tensor slope)
    {
        using var scope = NewDisposeScope();
        return x.AtLeast(0).Plus(x.AtMost(0) * slope).MoveToOuterDisposeScope();
    }

    private static GraphValue Together(NodeContext node, GraphValue one, GraphValue other)
    {
        if (one.Type != other.Type && node.Node.Operation != "Pow")
            throw node.Fault($"takes values of types {one.Type} and {other.Type}, which do not go together");
        return new GraphValue(one.Type, node.Stretch(one.Dimensions, other.Dimensions));
    }

    private static GraphNumber? OfNumbers(GraphNumber x, GraphNumber y, Func<double, double, double> function) =>
        x.IsPerRow == y.IsPerRow ? new(function(x.Value, y.Value), x.IsPerRow) : null;
}
