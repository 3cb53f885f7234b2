using Microsoft.ML;

namespace MLFlux.Splitting;

internal sealed record TimeSplit(string ColumnName, double TestFraction) : Split(TestFraction)
{
    internal override string? Column => ColumnName;

    internal override string Manner => $"the newest by '{ColumnName}'";

    /// <summary>Equal rows are of the same time, so those that the cut falls between are all held out.</summary>
    internal override bool[] HoldOut(IDataView data, EqualRows equal, Random random)
    {
        int[] order = SplitColumns.TimeOrder(data, ColumnName);
        bool[] held = SplitColumns.Mark(order.Length, order.TakeLast(TestRows(order.Length)));
        foreach (int[] unit in CopiedUnits(equal))
        {
            if (unit.Any(row => held[row]))
                Array.ForEach(unit, row => held[row] = true);
        }

        return held.Contains(false) ? held : throw TooAlike(equal);
    }

    /// <summary>Of one block more than there are folds, fold i trains on the blocks up to i and holds out the next.</summary>
    internal override IReadOnlyList<FoldRows> Fold(IDataView data, EqualRows equal, int folds, Random random)
    {
        int[] block = Deal(data, equal, folds + 1, random);
        return [.. Enumerable.Range(0, folds)
            .Select(fold => new FoldRows([.. block.Select(b => b <= fold)], [.. block.Select(b => b == fold + 1)]))];
    }

    private protected override int[] Deal(IDataView data, EqualRows equal, int folds, Random random)
    {
        int[] order = SplitColumns.TimeOrder(data, ColumnName);
        CheckFolds(equal, folds);
        int[] block = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            block[order[i]] = (int)((long)i * folds / order.Length);
        foreach (int[] unit in CopiedUnits(equal))
        {
            int last = unit.Max(row => block[row]);
            Array.ForEach(unit, row => block[row] = last);
        }

        return block.Distinct().Count() == folds ? block : throw TooAlike(equal);
    }

    /// <summary>The rows that have copies, each with them.</summary>
    private static IEnumerable<int[]> CopiedUnits(EqualRows equal) => equal.Units == equal.Rows ? []
        : Enumerable.Range(0, equal.Rows).Where(row => !equal.IsCopy(row) && equal.Size(row) > 1).Select(row => equal.Unit(row).ToArray());
}
