using System.Collections.Frozen;

namespace MLFlux.Graphs;

/// <summary>Every operator that a graph may have, by ONNX's name.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, GraphOperator> s_all = Collect(
        ElementwiseOperators.All, ArithmeticOperators.All, ComparisonOperators.All, MatrixOperators.All, ConvolutionOperators.All,
        PoolOperators.All, NormalizationOperators.All, ReductionOperators.All, ShapeOperators.All, SelectionOperators.All,
        ConstantOperators.All, ImageOperators.All, RecurrentOperators.All);

    /// <summary>The names, in alphabetical order.</summary>
    public static IEnumerable<string> Names => s_all.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether there is such an operator.</summary>
    public static bool Has(string operation) => s_all.ContainsKey(operation);

    /// <summary>The operator of a name that is there.</summary>
    public static GraphOperator Find(string operation) => s_all[operation];

    private static FrozenDictionary<string, GraphOperator> Collect(params IReadOnlyDictionary<string, GraphOperator>[] parts) =>
        parts.SelectMany(part => part).ToFrozenDictionary();
}
