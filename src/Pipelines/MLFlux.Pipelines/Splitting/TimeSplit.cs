using Microsoft.ML;

namespace MLFlux.Splitting;

internal sealed record TimeSplit(string ColumnName, double TestFraction) : Split(TestFraction)
{
    internal override string Manner => $"the newest by '{ColumnName}'";

    internal override bool[] HoldOut(IDataView data, Random random)
    {
        int[] order = SplitColumns.TimeOrder(data, ColumnName);
        return SplitColumns.Mark(order.Length, order.TakeLast(TestRows(order.Length)));
    }

    /// <summary>Of one block more than there are folds, fold i trains on the blocks up to i and holds out the next.</summary>
    internal override IReadOnlyList<FoldRows> Fold(IDataView data, int folds, Random random)
    {
        int[] block = Deal(data, folds + 1, random);
        return [.. Enumerable.Range(0, folds)
            .Select(fold => new FoldRows([.. block.Select(b => b <= fold)], [.. block.Select(b => b == fold + 1)]))];
    }

    private protected override int[] Deal(IDataView data, int folds, Random random)
    {
        int[] order = SplitColumns.TimeOrder(data, ColumnName);
        CheckFolds(order.Length, folds);
        int[] block = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            block[order[i]] = (int)((long)i * folds / order.Length);
        return block;
    }
}
