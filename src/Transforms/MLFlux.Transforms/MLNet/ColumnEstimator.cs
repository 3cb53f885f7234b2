using Microsoft.ML;

namespace MLFlux.MLNet;

/// <summary>An estimator with nothing to learn: it checks the data's schema and hands out the transformer it was made with.</summary>
/// <typeparam name="TTransformer">The transformer.</typeparam>
public abstract class ColumnEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : ColumnTransformer
{
    private protected ColumnEstimator(TTransformer transformer) => Transformer = transformer;

    private protected TTransformer Transformer { get; }

    /// <summary>Checks the schema of <paramref name="input"/>; no row is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or of the wrong type.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Transformer.GetOutputSchema(input.Schema);
        return Transformer;
    }

    /// <summary>The columns that the transformer will give for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] promised = [.. Inputs.Select(name => Promise(inputSchema.Find(name)))];
        return inputSchema.With(promised[^1]);
    }

    /// <summary>The columns that are read.</summary>
    private protected virtual IReadOnlyList<string> Inputs => [Transformer.InputColumnName];

    /// <summary>Checks the shape of an input column, and promises the output column.</summary>
    private protected abstract SchemaShape.Column Promise(SchemaShape.Column input);
}
