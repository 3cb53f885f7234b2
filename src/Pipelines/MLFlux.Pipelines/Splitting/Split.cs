using System.Globalization;
using Microsoft.ML;
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

    /// <summary>How the rows are chosen, as the end of a sentence: <c>stratified by 'Label'</c>.</summary>
    internal abstract string Manner { get; }

    /// <summary>How it is written.</summary>
    public sealed override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TestFraction:0.####} of the rows held out, {Manner}");

    /// <summary>Which rows are held out, at least one and never all.</summary>
    internal abstract bool[] HoldOut(IDataView data, Random random);

    /// <summary>For each fold, which rows are trained on and which are held out.</summary>
    internal virtual IReadOnlyList<FoldRows> Fold(IDataView data, int folds, Random random)
    {
        int[] foldOf = Deal(data, folds, random);
        return [.. Enumerable.Range(0, folds)
            .Select(fold => new FoldRows([.. foldOf.Select(f => f != fold)], [.. foldOf.Select(f => f == fold)]))];
    }

    /// <summary>The fold, from 0, in which each row is held out.</summary>
    private protected abstract int[] Deal(IDataView data, int folds, Random random);

    /// <summary>How many of so many rows are held out: the nearest number that leaves a row on each side.</summary>
    private protected int TestRows(int rows) => rows >= 2
        ? Math.Clamp((int)Math.Round(TestFraction * rows), 1, rows - 1)
        : throw new InvalidOperationException($"The data has {rows} rows; at least 2 are needed to train on some and to hold out others.");

    private protected static void CheckFolds(int rows, int folds)
    {
        if (rows < folds)
            throw new InvalidOperationException($"The data has {rows} rows; {folds} folds need at least as many.");
    }
}
