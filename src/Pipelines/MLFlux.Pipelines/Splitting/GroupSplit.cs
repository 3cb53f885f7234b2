using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Splitting;

internal sealed record GroupSplit(string ColumnName, double TestFraction) : Split(TestFraction)
{
    internal override string? Column => ColumnName;

    internal override string Manner => $"by whole groups of '{ColumnName}'";

    internal override bool[] HoldOut(IDataView data, EqualRows equal, Random random)
    {
        int[][] groups = Shuffled(data, 2, random);
        int rows = groups.Sum(members => members.Length);
        int wanted = TestRows(rows), held = 0;
        var chosen = new List<int[]>();
        foreach (int[] members in groups)
        {
            if (Math.Abs(held + members.Length - wanted) >= Math.Abs(held - wanted) || chosen.Count == groups.Length - 1)
                continue;
            chosen.Add(members);
            held += members.Length;
        }

        if (chosen.Count == 0)
            chosen.Add(groups.MinBy(members => members.Length)!);
        return SplitColumns.Mark(rows, chosen.SelectMany(members => members));
    }

    /// <summary>Deals the groups, the largest first, each to the fold with the fewest rows so far.</summary>
    private protected override int[] Deal(IDataView data, EqualRows equal, int folds, Random random)
    {
        int[][] groups = Shuffled(data, folds, random);
        int[] foldOf = new int[groups.Sum(members => members.Length)];
        int[] sizes = new int[folds];
        foreach (int[] members in groups.OrderByDescending(members => members.Length))
        {
            int fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += members.Length;
            foreach (int row in members)
                foldOf[row] = fold;
        }

        return foldOf;
    }

    private int[][] Shuffled(IDataView data, int least, Random random)
    {
        int[][] groups = SplitColumns.Groups(data, ColumnName);
        if (groups.Length < least)
            throw new InvalidOperationException(
                $"Column '{ColumnName}' has {groups.Length} groups; at least {least} are needed, since a group is never divided.");
        random.Shuffle(groups);
        return groups;
    }
}
