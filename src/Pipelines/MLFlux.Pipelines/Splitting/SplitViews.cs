using Microsoft.ML;

namespace MLFlux.Splitting;

/// <summary>Views of the rows that a split chose.</summary>
internal static class SplitViews
{
    public static HeldOutSplit HoldOut(IDataView data, Split split, int seed, CancellationToken cancellation)
    {
        EqualRows equal = SplitColumns.Equal(data, split, cancellation);
        bool[] test = split.HoldOut(data, equal, new Random(seed));
        return new HeldOutSplit(data, new FoldRows([.. test.Select(held => !held)], test), equal, cancellation);
    }

    public static IReadOnlyList<HeldOutSplit> Fold(IDataView data, Split split, int folds, int seed, CancellationToken cancellation)
    {
        EqualRows equal = SplitColumns.Equal(data, split, cancellation);
        return [.. split.Fold(data, equal, folds, new Random(seed)).Select(rows => new HeldOutSplit(data, rows, equal, cancellation))];
    }
}
