using System.Globalization;

namespace MLFlux.Rows;

/// <summary>Which rows of some data are equal, and so are to stand on one side of a split.</summary>
internal sealed class EqualRows
{
    /// <summary>
    /// With so many rows of each kind on average, values are few and come again in new rows, too: such rows are no copies.
    /// </summary>
    private const int RowsOfKinds = 10;

    private readonly int[]? _next; // The next equal row, or -1.
    private readonly bool[]? _isCopy;

    private EqualRows(int rows, int[]? next = null, bool[]? isCopy = null, int copies = 0)
    {
        (Rows, Copies) = (rows, copies);
        AreKinds = copies > 0 && rows >= RowsOfKinds * (long)(rows - copies);
        if (!AreKinds)
            (_next, _isCopy) = (next, isCopy);
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>How many rows are equal to an earlier one; null where nobody looked.</summary>
    public int? Copies { get; private init; }

    /// <summary>Whether there are so few different rows that equal ones are not kept together.</summary>
    public bool AreKinds { get; }

    /// <summary>Of how many units, a row with all that are equal to it, a side is made.</summary>
    public int Units => _isCopy is null ? Rows : Rows - Copies!.Value;

    /// <summary>What to say of copies; null for nothing.</summary>
    public string? Sentence => Copies is not > 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{Copies:N0} of the {Rows:N0} rows {(Copies == 1 ? "is a copy" : "are copies")} of another: {Consequence}.");

    private string Consequence => AreKinds
        ? string.Create(CultureInfo.InvariantCulture, $"with {Rows - Copies:N0} different rows only, they are held out one by one")
        : "a row and its copies are either trained on or held out";

    /// <summary>Each row by itself.</summary>
    public static EqualRows Apart(int rows) => new(rows) { Copies = null };

    /// <summary>Rows are equal where their hashes are.</summary>
    public static EqualRows Of(IReadOnlyList<RowHash> hashes)
    {
        ulong[] first = [.. hashes.Select(hash => hash.First)];
        int[] order = [.. Enumerable.Range(0, first.Length)];
        Array.Sort(first, order);
        int[]? next = null;
        bool[]? isCopy = null;
        int copies = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && first[end] == first[start])
                end++;
            if (end == start + 1)
                continue;
            foreach (IGrouping<ulong, int> equal in order[start..end].GroupBy(row => hashes[row].Second))
            {
                int[] rows = [.. equal.Order()];
                if (rows.Length == 1)
                    continue;
                if (next is null)
                    Array.Fill(next = new int[order.Length], -1);
                isCopy ??= new bool[order.Length];
                copies += rows.Length - 1;
                for (int i = 1; i < rows.Length; i++)
                {
                    next[rows[i - 1]] = rows[i];
                    isCopy[rows[i]] = true;
                }
            }
        }

        return new EqualRows(order.Length, next, isCopy, copies);
    }

    /// <summary>Whether a row is equal to an earlier one, with which it goes.</summary>
    public bool IsCopy(int row) => _isCopy?[row] == true;

    /// <summary>A row that is no copy, and its copies.</summary>
    public IEnumerable<int> Unit(int row)
    {
        for (int member = row; member >= 0; member = _next?[member] ?? -1)
            yield return member;
    }

    /// <summary>How many rows a unit has.</summary>
    public int Size(int row) => _next is null || _next[row] < 0 ? 1 : Unit(row).Count();
}
