using Microsoft.ML;
using MLFlux.Recommendations;

namespace MLFlux;

/// <summary>Rows for learning what users choose, where the data only says what they chose.</summary>
public static class NegativeSamplingCatalog
{
    /// <summary>
    /// Makes rows for a binary trainer of pairs that are present, such as purchases: each pair, labelled true, and behind it pairs of the
    /// same user with items that the user does not have, labelled false. Reads the data once, in this call.
    /// </summary>
    /// <remarks>
    /// Items are drawn with equal chance, with repetition, from all that come in the data or in <paramref name="known"/>. A pair that is
    /// in either of both is never drawn. A pair that comes several times stays, each time with negatives of its own.
    /// </remarks>
    /// <param name="catalog">The data catalog of an MLContext.</param>
    /// <param name="data">The pairs that are present, one a row. All rows count, whatever their other columns hold.</param>
    /// <param name="userColumnName">A column of keys, as <c>ml.Transforms.Conversion.MapValueToKey</c> makes them.</param>
    /// <param name="itemColumnName">Another column of keys.</param>
    /// <param name="ratio">How many negatives come with each pair, at least 1.</param>
    /// <param name="seed">Any number. The same seed and data give the same rows on every machine.</param>
    /// <param name="known">
    /// More pairs that are present, with the same two columns: for rows to evaluate on, the pairs of training. None by default.
    /// </param>
    /// <param name="labelColumnName">The name of the bool column that is made.</param>
    /// <returns>
    /// A view in memory of three columns, user, item and label, 4 × (2 + ratio) bytes for each pair, that many threads may read at once.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or holds no keys, the message names it; the ratio is below 1.
    /// </exception>
    /// <exception cref="ArgumentException">Two columns have one name, or the known pairs have other keys.</exception>
    /// <exception cref="InvalidDataException">A row has no user or no item; the message names row and column.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows, or too many, or a user has all items; the message names the user.
    /// </exception>
    public static IDataView SampleNegatives(
        this DataOperationsCatalog catalog, IDataView data, string userColumnName, string itemColumnName, int ratio = 4, int seed = 1,
        IDataView? known = null, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(userColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(itemColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, 1);
        string[] names = [userColumnName, itemColumnName, labelColumnName];
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"User, item and label are three columns, but two of them are called '{twice.Key}'.");

        var columns = new PairColumns(data.Schema, userColumnName, itemColumnName);
        var others = known is null ? null : new PairColumns(known.Schema, userColumnName, itemColumnName);
        if (others is not null)
            columns.CheckSameKeys(others);
        KeyPairs present = columns.Read(data);
        return SampledPairs.Draw(present, known is null ? null : others!.Read(known), ratio, new Random(seed), labelColumnName);
    }
}
