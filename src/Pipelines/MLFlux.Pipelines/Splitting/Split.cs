using System.Globalization;
using Microsoft.ML;
using MLFlux.Rows;
using MLFlux.Splitting;

namespace MLFlux;

/// <summary>How rows are divided into those to train on and those held out: one of <see cref="Splits"/>.</summary>
/// <remarks>
/// Immutable. What it chooses is decided by the seed and the order of the rows alone: the same seed and data give the same rows.
/// The data has to give the same rows in the same order each time it is read.
/// </remarks>
public abstract record Split
{
    private protected Split(double testFraction) => TestFraction = testFraction;

    /// <summary>The fraction of the rows that is held out, above 0 and below 1. Default: 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that range.</exception>
    public double TestFraction
    {
        get;
        init => field = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TestFraction), value,
                "The fraction of rows held out has to be above 0 and below 1.");
    }

    /// <summary>
    /// Whether rows that are equal stand on one side together, so that no row held out was trained on: copies are common in tables, and
    /// make a model look better than it is. Where a row has ten equals or more on average, values are few, new rows will be such rows
    /// again, and each goes by itself. Data without equal rows is divided alike either way. Default: true.
    /// </summary>
    /// <remarks>
    /// The fraction is then met as near as whole sets of equal rows allow. Equal rows are found by a hash of 128 bits, in one pass over
    /// the rows; where a column that is compared holds something else than numbers, keys, texts, truth values, times, or vectors of them,
    /// as images, none are looked for. Rows of different groups or times are not equal, whatever <see cref="ComparedColumns"/> says.
    /// </remarks>
    public bool KeepsDuplicatesTogether { get; init; } = true;

    /// <summary>
    /// The columns in which rows are compared: those that a model learns from, without the number of a row or its name. Null, the
    /// default: all. The column that the split goes by counts always.
    /// </summary>
    public IReadOnlyCollection<string>? ComparedColumns { get; init; }

    /// <summary>What to do where copies leave nothing to divide, in the words of whoever calls.</summary>
    internal string DivideCopies { get; init; } = $"divide copies as well ({nameof(KeepsDuplicatesTogether)} = false)";

    /// <summary>The column that the split goes by; null for none.</summary>
    internal virtual string? Column => null;

    /// <summary>How the rows are chosen, as the end of a sentence: <c>stratified by 'Label'</c>.</summary>
    internal abstract string Manner { get; }

    /// <summary>How it is written.</summary>
    public sealed override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TestFraction:0.####} of the rows held out, {Manner}");

    /// <summary>Which rows are held out, at least one and never all.</summary>
    internal abstract bool[] HoldOut(IDataView data, EqualRows equal, Random random);

    /// <summary>Which rows are trained on and which are held out; rows may be neither.</summary>
    internal virtual FoldRows Divide(IDataView data, EqualRows equal, Random random)
    {
        bool[] test = HoldOut(data, equal, random);
        return new FoldRows([.. test.Select(held => !held)], test);
    }

    /// <summary>For each fold, which rows are trained on and which are held out.</summary>
    internal virtual IReadOnlyList<FoldRows> Fold(IDataView data, EqualRows equal, int folds, Random random)
    {
        int[] foldOf = Deal(data, equal, folds, random);
        return [.. Enumerable.Range(0, folds)
            .Select(fold => new FoldRows([.. foldOf.Select(f => f != fold)], [.. foldOf.Select(f => f == fold)]))];
    }

    /// <summary>The fold, from 0, in which each row is held out.</summary>
    private protected abstract int[] Deal(IDataView data, EqualRows equal, int folds, Random random);

    /// <summary>How many of so many rows are held out: the nearest number that leaves a row on each side.</summary>
    private protected int TestRows(int rows) => rows >= 2
        ? Math.Clamp((int)Math.Round(TestFraction * rows), 1, rows - 1)
        : throw new InvalidOperationException($"The data has {rows} rows; at least 2 are needed to train on some and to hold out others.");

    private protected void CheckFolds(EqualRows equal, int folds)
    {
        if (equal.Rows < folds)
            throw new InvalidOperationException($"The data has {equal.Rows} rows; {folds} folds need at least as many.");
        if (equal.Units < folds)
            throw TooAlike(equal);
    }

    /// <summary>That equal rows leave nothing to divide.</summary>
    private protected InvalidOperationException TooAlike(EqualRows equal) => new(
        $"The data has {equal.Rows} rows, of which {equal.Copies} are copies of others, and copies are not divided: too few are left to "
        + $"train on some and to hold out others. Bring more rows, or {DivideCopies}.");
}
