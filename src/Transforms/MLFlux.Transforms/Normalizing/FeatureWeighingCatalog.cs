using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Weighs the slots of a vector by how surely they have to do with a label.</summary>
public static class FeatureWeighingCatalog
{
    /// <summary>
    /// Makes the slots of a wide vector, such as counts of words, as loud as it is sure that they have to do with the label: a network
    /// that is given thousands of slots alike learns its rows by heart from those that are there by chance.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A slot's correlation with the label, with each class of it or with each of several labels, is tested; the row that speaks for it
    /// most is left out, so that no slot counts by one row alone. From the probabilities of all slots comes the share of slots of chance
    /// among those that are tested as well as this one or better, q (the false discovery rate: Benjamini and Hochberg, 1995; Storey,
    /// 2002). The slot is multiplied by (1 − q), at least by 0.1, divided by the root of the mean of the squares of its values other than
    /// 0; all are then divided by the largest of the weights. Where a few words decide, the rest is so a tenth as loud; where every word
    /// says a little, or none does, all are alike.
    /// </para>
    /// <para>
    /// Slots that are 0 but in one row are left out, since nothing can be learned from them that holds in another; and of the others, where
    /// there are more than asked for, those that are least sure. Rows without a label are not counted. Of more classes than are kept in
    /// memory (8 million sums), the most frequent are tested.
    /// </para>
    /// <para>
    /// The label is read when the transformer is fitted, and not when it is applied. Like ML.NET's selection of features by mutual
    /// information it is to be fitted on the rows to train on; a pipeline within <c>CrossValidate</c> does so by itself.
    /// </para>
    /// <code>
    /// ml.Transforms.Text.FeaturizeText("Counts", "Comment")
    ///     .Append(ml.Transforms.WeighFeatures("Counts", labelColumnName: "Label"))
    ///     .Append(ml.Transforms.NormalizeLpNorm("Counts"))
    /// </code>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">
    /// The column to add: a vector of <c>Single</c> of the slots that are kept, in their order and with their names; sparse where the input
    /// is.
    /// </param>
    /// <param name="inputColumnName">The vector of <c>Single</c> of known size; null for the name of the output.</param>
    /// <param name="labelColumnName">
    /// The label: a bool, a key, a <c>Single</c>, or a vector of known size of one of them.
    /// </param>
    /// <param name="maximumFeatures">How many slots are kept at the most, at least 1.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than one slot is to be kept.</exception>
    public static FeatureWeighingEstimator WeighFeatures(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string labelColumnName = "Label",
        int maximumFeatures = 10_000)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumFeatures, 1);
        return new(catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, labelColumnName, maximumFeatures);
    }
}
