using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Splitting;

/// <summary>Views of the rows that a split chose.</summary>
internal static class SplitViews
{
    public static HeldOutSplit HoldOut(IDataView data, Split split, int seed, CancellationToken cancellation)
    {
        EqualRows equal = SplitColumns.Equal(data, split, cancellation);
        return new HeldOutSplit(data, split.Divide(data, equal, new Random(seed)), equal, cancellation);
    }

    public static IReadOnlyList<HeldOutSplit> Fold(IDataView data, Split split, int folds, int seed, CancellationToken cancellation)
    {
        EqualRows equal = SplitColumns.Equal(data, split, cancellation);
        return [.. split.Fold(data, equal, folds, new Random(seed)).Select(rows => new HeldOutSplit(data, rows, equal, cancellation))];
    }
}
