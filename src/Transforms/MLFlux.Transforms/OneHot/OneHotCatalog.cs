using Microsoft.ML;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns labels into one-hot vectors, and scores back into labels, by a stated list of labels.</summary>
public static class OneHotCatalog
{
    /// <summary>
    /// Turns a label into a vector with a 1 at the label's place in the list, and zeros elsewhere. The vector stays sparse: an index.
    /// </summary>
    /// <remarks>
    /// The vector's <c>SlotNames</c> are the labels as text. Unlike ML.NET's <c>OneHotEncoding</c>, nothing is learned from the
    /// data.
    /// </remarks>
    /// <typeparam name="TLabel">The type of the input column: a number type, bool, or string.</typeparam>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add: <c>Vector&lt;Single, labels&gt;</c>.</param>
    /// <param name="inputColumnName">The column of labels; null for the name of the output.</param>
    /// <param name="labels">The labels, each once, at least one.</param>
    /// <param name="unknown">What becomes of a value that is not listed: an error by default.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty; there is no label, one is null or stated twice; or no column holds their type.
    /// </exception>
    public static OneHotEstimator OneHot<TLabel>(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName,
        IReadOnlyList<TLabel> labels,
        UnknownLabel unknown = UnknownLabel.Refuse)
        where TLabel : notnull
        => new OneHotEstimator(new OneHotTransformer(
            catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, LabelList.Of(labels), unknown));

    /// <summary>
    /// Turns a vector into the label at the place of its largest value; the first of equals. NaN is never the largest, and a vector of
    /// nothing else is an error when the row is read.
    /// </summary>
    /// <typeparam name="TLabel">The type of the new column: a number type, bool, or string.</typeparam>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add, of the labels' type.</param>
    /// <param name="inputColumnName">The column of scores, <c>Vector&lt;Single, labels&gt;</c>; null for the name of the output.</param>
    /// <param name="labels">The labels, each once, one a slot of the vector.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty; there is no label, one is null or stated twice; or no column holds their type.
    /// </exception>
    public static OneColdEstimator OneCold<TLabel>(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName, IReadOnlyList<TLabel> labels)
        where TLabel : notnull
        => new OneColdEstimator(new OneColdTransformer(
            catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, LabelList.Of(labels)));

    /// <summary>
    /// Turns a vector into the name of the slot of its largest value, as text; the first of equals. NaN is never the largest, and a
    /// vector of nothing else is an error when the row is read.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add: text.</param>
    /// <param name="inputColumnName">
    /// The column of scores, a vector of floats with <c>SlotNames</c>; null for the name of the output.
    /// </param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static OneColdEstimator OneCold(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
        => new OneColdEstimator(new OneColdTransformer(
            catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, labels: null));
}
