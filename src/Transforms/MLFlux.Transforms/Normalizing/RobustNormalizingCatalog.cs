using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Brings numbers to a scale that a single outlier neither sets nor leaves.</summary>
public static class RobustNormalizingCatalog
{
    /// <summary>
    /// Centres each number at the median m, divides by the interquartile range r, and keeps what comes of it within (−3, 3) by a
    /// smooth curve: z = (x − m) / r, y = z / √(1 + (z / 3)²). A value a quarter of the rows lie above gives about 0.5, whatever
    /// the largest value is.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Without the curve, y = z, and beyond 30 the sign of z times 30 (1 + ln(|z| / 30)): for what bounds its numbers itself, as
    /// <c>PiecewiseLinear</c> does, and learns far ones better so.
    /// </para>
    /// <para>
    /// Where half of the values are equal, r is half of the range, and 1 where all are. Missing numbers (NaN) stay missing;
    /// infinite ones give −3 or 3, or about ±2,000 without the curve; neither counts in the fit. Each slot of a vector has a scale of
    /// its own. The difference x − m is taken in double precision, and of whole numbers exactly, so that large numbers, such as seconds
    /// or nanoseconds since 1970, keep their differences.
    /// </para>
    /// <para>
    /// Quartiles are those of at least 1,024 and up to 65,536 rows, drawn at random by a fixed seed where there are more, in one
    /// pass over the data. Source: the preprocessing of RealMLP, Holzmüller, Grinsztajn and Steinwart, "Better by Default", 2024.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">
    /// The column to add: <c>Single</c>, or a vector of <c>Single</c> with the size and slot names of the input.
    /// </param>
    /// <param name="inputColumnName">
    /// The column of numbers, <c>Single</c>, <c>Double</c> or <c>Int64</c>, or a vector of known size of <c>Single</c> or <c>Double</c>;
    /// null for the name of the output.
    /// </param>
    /// <param name="clip">Whether the result is kept within (−3, 3).</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static RobustNormalizingEstimator NormalizeRobust(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, bool clip = true)
        => new(catalog.Environment(), [new InputOutputColumnPair(outputColumnName, inputColumnName)], clip);

    /// <summary>Does so with several columns in one pass over the data.</summary>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="columns">The columns to add, and those they are made from, as for a single one; at least one.</param>
    /// <param name="clip">Whether the results are kept within (−3, 3).</param>
    /// <exception cref="ArgumentException">A name is empty, a column is added twice, or there is none.</exception>
    /// <inheritdoc cref="NormalizeRobust(TransformsCatalog, string, string?, bool)" path="/remarks"/>
    public static RobustNormalizingEstimator NormalizeRobust(
        this TransformsCatalog catalog, IReadOnlyList<InputOutputColumnPair> columns, bool clip = true)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new(catalog.Environment(), [.. columns], clip);
    }
}
