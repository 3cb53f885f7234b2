using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Splitting;

internal sealed record RandomSplit(double TestFraction) : Split(TestFraction)
{
    internal override string Manner => "drawn at random";

    internal override bool[] HoldOut(IDataView data, EqualRows equal, Random random)
    {
        int[] order = Shuffle(equal.Rows, random);
        List<int> held = UnitDraw.Take(order, TestRows(order.Length), TestFraction, equal);
        return held.Count > 0 ? SplitColumns.Mark(order.Length, held) : throw TooAlike(equal);
    }

    private protected override int[] Deal(IDataView data, EqualRows equal, int folds, Random random)
    {
        int[] order = Shuffle(equal.Rows, random);
        CheckFolds(equal, folds);
        return UnitDraw.Deal(order, folds, equal);
    }

    private static int[] Shuffle(int rows, Random random)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        random.Shuffle(order);
        return order;
    }
}
