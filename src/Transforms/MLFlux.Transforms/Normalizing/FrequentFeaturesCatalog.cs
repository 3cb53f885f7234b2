using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Keeps the slots of vectors that have a value in enough rows.</summary>
public static class FrequentFeaturesCatalog
{
    /// <summary>
    /// Keeps the slots of a vector that are neither 0 nor missing (NaN) in at least so many rows: of levels that stand one-hot, those with
    /// rows enough to learn from. The others become zeros, as levels that were not seen are.
    /// </summary>
    /// <remarks>
    /// <para>
    /// It does what ML.NET's <c>SelectFeaturesBasedOnCount</c> does, and exports to ONNX for any number of rows: ML.NET 5.0's file gives
    /// one row, whatever it is given, and is refused of levels that are one-hot. Where no slot has so many rows, the most frequent one is
    /// kept.
    /// </para>
    /// <para>
    /// The slots keep their names, and the marks of those that are levels of one category. The transformer is that of <c>WeighFeatures</c>,
    /// with a weight of 1 for each slot that is kept.
    /// </para>
    /// <code>
    /// ml.Transforms.Categorical.OneHotEncoding("Site")
    ///     .Append(ml.Transforms.SelectFrequentFeatures("Site", minimumRows: 5))
    /// </code>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">
    /// The column to add: a vector of <c>Single</c> of the slots that are kept, in their order and with their names; sparse where the input
    /// is.
    /// </param>
    /// <param name="inputColumnName">The vector of <c>Single</c> of known size; null for the name of the output.</param>
    /// <param name="minimumRows">In how many rows a slot has a value at the least, at least 1.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than one row is asked for.</exception>
    public static FrequentFeaturesEstimator SelectFrequentFeatures(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, int minimumRows = 2)
        => new(catalog.Environment(), [new InputOutputColumnPair(outputColumnName, inputColumnName)], minimumRows);

    /// <summary>Does so with several columns in one pass over the data.</summary>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="columns">The columns to add, and those they are made from, as for a single one; at least one.</param>
    /// <param name="minimumRows">In how many rows a slot has a value at the least, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty, a column is added twice, or read after it was added; or there is none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than one row is asked for.</exception>
    public static FrequentFeaturesEstimator SelectFrequentFeatures(
        this TransformsCatalog catalog, IReadOnlyList<InputOutputColumnPair> columns, int minimumRows = 2)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new(catalog.Environment(), [.. columns], minimumRows);
    }
}
