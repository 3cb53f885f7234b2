using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Fits a step that data without its column will pass by. Immutable; as safe for threads as the step.</summary>
/// <seealso cref="OptionalColumnCatalog.IfPresent"/>
public sealed class OptionalColumnEstimator : IEstimator<OptionalColumnTransformer>
{
    private readonly string _columnName;
    private readonly IEstimator<ITransformer> _step;

    internal OptionalColumnEstimator(string columnName, IEstimator<ITransformer> step)
    {
        _columnName = columnName;
        _step = step;
    }

    /// <summary>Fits the step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or the step refuses it.</exception>
    public OptionalColumnTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Schema.Find(_columnName);
        return new OptionalColumnTransformer(_columnName, _step.Fit(input));
    }

    /// <summary>What the step promises for data of this shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or the step refuses it.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        inputSchema.Find(_columnName);
        return _step.GetOutputSchema(inputSchema);
    }
}
