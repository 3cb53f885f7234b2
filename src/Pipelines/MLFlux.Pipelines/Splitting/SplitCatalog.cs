using Microsoft.ML;

namespace MLFlux;

/// <summary>Splits of data that are exact: to the row, by class, by group, in time.</summary>
public static class SplitCatalog
{
    /// <summary>
    /// Divides rows into those to train on and those held out. Reads the rows once, to find equal ones, and the column that the split
    /// goes by once more.
    /// </summary>
    /// <param name="catalog">The data catalog of an MLContext.</param>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="split">How: one of <see cref="Splits"/>.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="ArgumentException">The column that the split goes by is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are too few rows, classes or groups.</exception>
    public static HeldOutSplit TrainTestSplit(this DataOperationsCatalog catalog, IDataView data, Split split, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        return Splitting.SplitViews.HoldOut(data, split, seed, CancellationToken.None);
    }

    /// <summary>
    /// Divides rows into folds, each of which is held out once while the others are trained on; in time order, while all older ones
    /// are.
    /// </summary>
    /// <param name="catalog">The data catalog of an MLContext.</param>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="split">How: one of <see cref="Splits"/>; its fraction does not count here.</param>
    /// <param name="folds">How many folds, at least 2.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="ArgumentException">
    /// The column that the split goes by is missing or of another type, or there are fewer than 2 folds.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are too few rows, classes or groups.</exception>
    public static IReadOnlyList<HeldOutSplit> CrossValidationSplit(
        this DataOperationsCatalog catalog, IDataView data, Split split, int folds = 5, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        return Splitting.SplitViews.Fold(data, split, folds, seed, CancellationToken.None);
    }
}
