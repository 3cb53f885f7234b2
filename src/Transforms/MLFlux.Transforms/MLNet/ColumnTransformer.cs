using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLFlux.MLNet;

/// <summary>
/// A transformer that makes one column from one other, row by row. Immutable, and safe for any thread.
/// </summary>
public abstract class ColumnTransformer : RowTransformer
{
    private protected ColumnTransformer(IHostEnvironment environment, string outputColumnName, string inputColumnName)
        : base(environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
    }

    /// <summary>The column that is read.</summary>
    public string InputColumnName { get; }

    /// <summary>The column that is added; it hides one of the same name.</summary>
    public string OutputColumnName { get; }

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column input = inputSchema.Find(InputColumnName);
        return [new BoundColumn(OutputColumnName, input.Index, Bind(input))];
    }

    /// <summary>Checks the input column's type, and says what becomes of it.</summary>
    private protected abstract ColumnMapping Bind(DataViewSchema.Column input);
}
