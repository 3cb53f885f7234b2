using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Splitting;

internal sealed record TimeSplit(string ColumnName, double TestFraction) : Split(TestFraction)
{
    /// <summary>How long before the first row held out no row is trained on.</summary>
    public TimeSpan Gap { get; init; }

    internal override string? Column => ColumnName;

    internal override string Manner =>
        $"the newest by '{ColumnName}'" + (Gap > TimeSpan.Zero ? $" after a gap of {Gap:c}" : "");

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
        DateTime[]? times = Times(data);
        return [.. Enumerable.Range(0, folds).Select(fold => WithGap(
            new FoldRows([.. block.Select(b => b <= fold)], [.. block.Select(b => b == fold + 1)]), times))];
    }

    internal override FoldRows Divide(IDataView data, EqualRows equal, Random random) =>
        WithGap(base.Divide(data, equal, random), Times(data));

    /// <summary>The same without the rows to train on within the gap.</summary>
    private FoldRows WithGap(FoldRows rows, DateTime[]? times)
    {
        if (times is null)
            return rows;
        DateTime first = times.Where((_, row) => rows.Test[row]).Min();
        bool[] train = [.. rows.Train.Select((isTrained, row) => isTrained && first - times[row] > Gap)];
        return train.Contains(true) ? rows with { Train = train } : throw new InvalidOperationException(
            $"No row of column '{ColumnName}' is more than {Gap:c} before the rows held out: there is nothing to train on. Give more rows, "
            + "or hold fewer out.");
    }

    /// <summary>The times; null without a gap.</summary>
    private DateTime[]? Times(IDataView data) => Gap == TimeSpan.Zero ? null
        : data.Schema[ColumnName].Type is DateTimeDataViewType ? [.. data.GetColumn<DateTime>(ColumnName)]
        : throw new ArgumentException($"Column '{ColumnName}' is {data.Schema[ColumnName].Type}; a gap in time needs a DateTime.");

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
