using Microsoft.ML;

namespace MLFlux.Splitting;

/// <summary>Views of the rows that a split chose.</summary>
internal static class SplitViews
{
    public static HeldOutSplit HoldOut(IDataView data, Split split, int seed, CancellationToken cancellation)
    {
        bool[] test = split.HoldOut(data, new Random(seed));
        return new HeldOutSplit(data, new FoldRows([.. test.Select(held => !held)], test), cancellation);
    }

    public static IReadOnlyList<HeldOutSplit> Fold(IDataView data, Split split, int folds, int seed, CancellationToken cancellation) =>
        [.. split.Fold(data, folds, new Random(seed)).Select(rows => new HeldOutSplit(data, rows, cancellation))];
}
