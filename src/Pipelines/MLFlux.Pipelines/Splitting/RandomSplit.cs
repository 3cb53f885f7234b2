using Microsoft.ML;

namespace MLFlux.Splitting;

internal sealed record RandomSplit(double TestFraction) : Split(TestFraction)
{
    internal override string Manner => "drawn at random";

    internal override bool[] HoldOut(IDataView data, Random random)
    {
        int[] order = Shuffle(SplitColumns.CountRows(data), random);
        return SplitColumns.Mark(order.Length, order.Take(TestRows(order.Length)));
    }

    private protected override int[] Deal(IDataView data, int folds, Random random)
    {
        int[] order = Shuffle(SplitColumns.CountRows(data), random);
        CheckFolds(order.Length, folds);
        int[] foldOf = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            foldOf[order[i]] = i % folds;
        return foldOf;
    }

    private static int[] Shuffle(int rows, Random random)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        random.Shuffle(order);
        return order;
    }
}
