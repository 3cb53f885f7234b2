using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Splitting;

internal sealed record StratifiedSplit(string ColumnName, double TestFraction) : Split(TestFraction)
{
    internal override string? Column => ColumnName;

    internal override string Manner => $"stratified by '{ColumnName}'";

    internal override bool[] HoldOut(IDataView data, EqualRows equal, Random random)
    {
        int[][] classes = Classes(data, random);
        int[] counts = Shares(classes, TestRows(equal.Rows));
        List<int> held = [.. classes.SelectMany((members, i) => UnitDraw.Take(members, counts[i], TestFraction, equal))];
        return held.Count > 0 ? SplitColumns.Mark(equal.Rows, held) : throw TooAlike(equal);
    }

    private protected override int[] Deal(IDataView data, EqualRows equal, int folds, Random random)
    {
        // Going on from class to class keeps the folds' sizes within a row, or a row and its copies, of each other.
        int[] dealt = [.. Classes(data, random).SelectMany(members => members)];
        CheckFolds(equal, folds);
        return UnitDraw.Deal(dealt, folds, equal);
    }

    /// <summary>The rows of each class, shuffled.</summary>
    private int[][] Classes(IDataView data, Random random)
    {
        int[][] classes = SplitColumns.Groups(data, ColumnName);
        foreach (int[] members in classes)
            random.Shuffle(members);
        return classes;
    }

    /// <summary>How many rows of each class are held out: its share rounded down, and what is left to the largest remainders.</summary>
    private int[] Shares(int[][] classes, int total)
    {
        int[] counts = [.. classes.Select(members => Math.Min((int)(TestFraction * members.Length), members.Length - 1))];
        int[] byRemainder = [.. Enumerable.Range(0, classes.Length).OrderByDescending(i => (TestFraction * classes[i].Length) - counts[i])];
        int owed = total - counts.Sum();
        foreach (int i in byRemainder.Where(i => counts[i] < classes[i].Length - 1).Take(Math.Max(owed, 0)).ToArray())
            counts[i]++;
        return counts.Any(count => count > 0)
            ? counts
            : throw new InvalidOperationException(
                $"Each value of '{ColumnName}' has a single row, so none can be held out and trained on as well. Bring more rows of the "
                + "same values, or predict another column; a program can also split at random, by Splits.Random().");
    }
}
