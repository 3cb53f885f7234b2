using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Keeps the slots of a vector that have to do with a label.</summary>
public static class FeatureSelectionCatalog
{
    /// <summary>
    /// Keeps the slots of a wide vector of numbers that have to do with a label, so that a network need not tell a few of thousands of
    /// numbers from those that are there by chance.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Each slot is tested in three ways: whether the label rises or falls with its rank (of classes: Kruskal and Wallis, 1952), whether
    /// the label's mean differs between up to eight bins of equally many rows, beside that of the missing values, and, for numbers,
    /// whether the label's spread changes with it, as it does where slots are multiplied. Slots are kept as long as one in ten of them, at
    /// the most, is there by chance (the false discovery rate: Benjamini and Hochberg, 1995), and more where the distribution of all tests
    /// says that more have to do with the label than can be named (Storey, 2002); at least 32, the surest ones.
    /// </para>
    /// <para>
    /// Slots that matter only together, as in an exclusive or, are not found. At least 1,000 rows are tested, and at most 65,536, as
    /// memory allows, drawn at random by a fixed seed where there are more; rows without a label are not counted. Of more than 16
    /// classes the most frequent are tested. Missing values (NaN) stay missing.
    /// </para>
    /// <para>
    /// The label is read when the transformer is fitted, and not when it is applied: it is to be fitted on the rows to train on. The
    /// transformer is that of <c>WeighFeatures</c>, with a weight of 1 for each slot that is kept.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">
    /// The column to add: a vector of <c>Single</c> of the slots that are kept, in their order and with their names.
    /// </param>
    /// <param name="inputColumnName">The vector of <c>Single</c> of known size; null for the name of the output.</param>
    /// <param name="labelColumnName">
    /// The label: a bool, a key, a <c>Single</c>, or a vector of known size of one of them.
    /// </param>
    /// <param name="maximumFeatures">How many slots are kept at the most, at least 1.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than one slot is to be kept.</exception>
    public static FeatureSelectionEstimator SelectFeatures(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string labelColumnName = "Label",
        int maximumFeatures = 512)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumFeatures, 1);
        return new(catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, labelColumnName, maximumFeatures);
    }
}
