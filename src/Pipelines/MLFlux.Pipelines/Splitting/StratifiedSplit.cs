using Microsoft.ML;

namespace MLFlux.Splitting;

internal sealed record StratifiedSplit(string ColumnName, double TestFraction) : Split(TestFraction)
{
    internal override string Manner => $"stratified by '{ColumnName}'";

    internal override bool[] HoldOut(IDataView data, Random random)
    {
        int[][] classes = Classes(data, random);
        int rows = classes.Sum(members => members.Length);
        int[] counts = Shares(classes, TestRows(rows));
        return SplitColumns.Mark(rows, classes.SelectMany((members, i) => members.Take(counts[i])));
    }

    private protected override int[] Deal(IDataView data, int folds, Random random)
    {
        int[] dealt = [.. Classes(data, random).SelectMany(members => members)];
        CheckFolds(dealt.Length, folds);
        int[] foldOf = new int[dealt.Length];
        for (int i = 0; i < dealt.Length; i++)
            foldOf[dealt[i]] = i % folds; // Going on from class to class keeps the folds' sizes within a row of each other.
        return foldOf;
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
                $"Each value of '{ColumnName}' has a single row, so none can be held out and trained on as well. Split at random instead: "
                + "Splits.Random().");
    }
}
