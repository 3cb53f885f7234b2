using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Which columns a concatenation puts side by side.</summary>
/// <remarks>ML.NET keeps them to itself; a test fails where a newer version keeps them elsewhere.</remarks>
internal static class ConcatenatedColumns
{
    private static readonly PropertyInfo? s_columns =
        typeof(ColumnConcatenatingTransformer).GetProperty("Columns", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);

    /// <summary>The columns in their order; null where the step is another, or makes another column.</summary>
    public static string[]? Of(ITransformer step, string output) =>
        step is ColumnConcatenatingTransformer && s_columns?.GetValue(step) is IEnumerable<(string Output, string[] Inputs)> columns
            ? columns.FirstOrDefault(column => column.Output == output).Inputs
            : null;
}
