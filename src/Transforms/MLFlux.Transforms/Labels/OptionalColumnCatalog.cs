using Microsoft.ML;

namespace MLFlux;

/// <summary>Steps of a pipeline that only some data need.</summary>
public static class OptionalColumnCatalog
{
    /// <summary>
    /// Makes a step optional: the fitted step is applied to data with the column, and data without it pass as they are. For what
    /// is made of a label: rows to train on and to evaluate by have one, rows to score need none.
    /// </summary>
    /// <remarks>
    /// <c>ml.Transforms.IfPresent("Label", ml.Transforms.Conversion.MapValueToKey("Label"))</c>. A fit asks for the column. The
    /// columns that the step adds are missing where its column is.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="columnName">The column that the step reads.</param>
    /// <param name="step">The step; of several in a row, a chain.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static OptionalColumnEstimator IfPresent(this TransformsCatalog catalog, string columnName, IEstimator<ITransformer> step)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        ArgumentNullException.ThrowIfNull(step);
        return new OptionalColumnEstimator(columnName, step);
    }
}
