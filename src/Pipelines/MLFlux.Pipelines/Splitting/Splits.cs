using MLFlux.Splitting;

namespace MLFlux;

/// <summary>
/// The ways to hold rows out. Which is right depends on what new rows will be like. Copies of a row stay together, so that fractions
/// are exact to the row where there are none, and otherwise as near as that allows: see <see cref="Split.KeepsDuplicatesTogether"/>.
/// </summary>
public static class Splits
{
    /// <summary>Rows drawn by the seed, all alike: the fraction is exact to the row.</summary>
    /// <param name="testFraction">The fraction held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not within that range.</exception>
    public static Split Random(double testFraction = 0.2) => new RandomSplit(testFraction);

    /// <summary>
    /// Rows drawn by the seed from each class alike: of each class the fraction held out is exact to the row, and so it is in
    /// all. A class of one row is trained on.
    /// </summary>
    /// <param name="columnName">The column of the class, of any type with equal values: text, a key, a bool, a number.</param>
    /// <param name="testFraction">The fraction held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not within that range.</exception>
    public static Split Stratified(string columnName = "Label", double testFraction = 0.2) => new StratifiedSplit(columnName, testFraction);

    /// <summary>
    /// Whole groups drawn by the seed: rows of one patient, customer or device are never on both sides. The fraction is met as
    /// near as whole groups allow. An empty value is a group as any other.
    /// </summary>
    /// <param name="columnName">The column that names the group, of any type with equal values: text, a key, a number.</param>
    /// <param name="testFraction">The fraction held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not within that range.</exception>
    public static Split ByGroup(string columnName, double testFraction = 0.2) => new GroupSplit(columnName, testFraction);

    /// <summary>
    /// The newest rows are held out, as when the past has to tell the future. Of rows of the same time the later in the data
    /// counts as the newer. Nothing is random. Folds are rolling: each trains on all that is older than what it holds out.
    /// </summary>
    /// <param name="columnName">The column of the time: a date, a time span, or a number that grows.</param>
    /// <param name="testFraction">The fraction held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not within that range.</exception>
    public static Split InTimeOrder(string columnName, double testFraction = 0.2) => new TimeSplit(columnName, testFraction);

    /// <summary>
    /// The newest rows are held out, and the rows just before them are on neither side: those whose label is of a time that is held out,
    /// such as windows with the horizon that they foretell. Nothing is random. Folds are rolling, each with such a gap.
    /// </summary>
    /// <param name="columnName">The column of the time, a <c>DateTime</c>.</param>
    /// <param name="gap">How long before the first row held out no row is trained on, its end included: a window's horizon.</param>
    /// <param name="testFraction">The fraction held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not within that range, or the gap is negative.</exception>
    public static Split ByTime(string columnName, TimeSpan gap, double testFraction = 0.2) => gap >= TimeSpan.Zero
        ? new TimeSplit(columnName, testFraction) { Gap = gap }
        : throw new ArgumentOutOfRangeException(nameof(gap), gap, "A gap is zero or longer.");
}
