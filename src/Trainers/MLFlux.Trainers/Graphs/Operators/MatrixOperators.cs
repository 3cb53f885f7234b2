using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>Products of matrices.</summary>
internal static class MatrixOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["MatMul"] = MatMul,
        ["Gemm"] = Gemm,
    };

    private static NodePlan MatMul(NodeContext node)
    {
        node.RequireRank(0, 1);
        node.RequireRank(1, 1);
        ImmutableArray<GraphNumber> left = node[0].Dimensions, right = node[1].Dimensions;
        GraphNumber inner = right.Length == 1 ? right[0] : right[^2];
        if (left[^1] != inner)
            throw node.Fault($"multiplies {node[0]} by {node[1]}, whose inner dimensions differ");
        IEnumerable<GraphNumber> outer = node.Stretch([.. left.SkipLast(2)], [.. right.SkipLast(2)]);
        IEnumerable<GraphNumber> rows = left.Length == 1 ? [] : [left[^2]], columns = right.Length == 1 ? [] : [right[^1]];
        return NodePlan.Of(new GraphValue(Floats(node), [.. outer, .. rows, .. columns]), run => run[0].matmul(run[1]));
    }

    private static NodePlan Gemm(NodeContext node)
    {
        node.RequireRank(0, 2, 2);
        node.RequireRank(1, 2, 2);
        bool transA = node.Integer("transA", 0) != 0, transB = node.Integer("transB", 0) != 0;
        double alpha = node.Number("alpha", 1), beta = node.Number("beta", 1);
        (GraphNumber rows, GraphNumber inner) = Sides(node[0], transA);
        (GraphNumber other, GraphNumber columns) = Sides(node[1], transB);
        if (inner != other)
            throw node.Fault($"multiplies {node[0]} by {node[1]}, whose inner dimensions differ");

        var output = new GraphValue(Floats(node), [rows, columns]);
        if (node.Optional(2) is { } bias && node.Stretch(bias.Dimensions, output.Dimensions) != output.Dimensions
            && !node.Stretch(bias.Dimensions, output.Dimensions).SequenceEqual(output.Dimensions))
            throw node.Fault($"adds {bias} to {output}");
        return NodePlan.Of(output, run => Gemm(run, transA, transB, alpha, beta));
    }

    private static Tensor Gemm(NodeRun run, bool transA, bool transB, double alpha, double beta)
    {
        using var scope = NewDisposeScope();
        Tensor left = transA ? run[0].t() : run[0], right = transB ? run[1].t() : run[1];
        if (run.Optional(2) is not { } bias)
            return (alpha == 1 ? left.mm(right) : left.mm(right) * (Number)alpha).MoveToOuterDisposeScope();
        return addmm(bias, left, right, (float)beta, (float)alpha).MoveToOuterDisposeScope();
    }

    private static (GraphNumber Rows, GraphNumber Columns) Sides(GraphValue matrix, bool isTransposed) => isTransposed
        ? (matrix.Dimensions[1], matrix.Dimensions[0])
        : (matrix.Dimensions[0], matrix.Dimensions[1]);

    private static GraphType Floats(NodeContext node) => node[0].Type == GraphType.Float && node[1].Type == GraphType.Float
        ? GraphType.Float
        : throw node.Fault("multiplies matrices that are not of floats");
}
