using System.Globalization;

namespace MLFlux;

/// <summary>Rows that a fit could not use, for one reason.</summary>
/// <param name="Data">The data they are of: <c>training</c> or <c>validation</c>.</param>
/// <param name="Reason">What is wrong with them: <c>with a missing label in 'Label'</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstRows">The numbers of the first few, at most five, counted from 0 in the data as it was given.</param>
public sealed record LeftOutRows(string Data, string Reason, long Count, IReadOnlyList<long> FirstRows)
{
    /// <summary>The most rows that are named.</summary>
    internal const int MostNamed = 5;

    /// <summary>Count, reason and rows: <c>2 with a missing label in 'Label' (rows 3, 8, counted from 0)</c>.</summary>
    public override string ToString()
    {
        string rows = string.Join(", ", FirstRows.Select(row => row.ToString(CultureInfo.InvariantCulture)));
        string more = Count > FirstRows.Count ? ", ..." : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Count} {Reason} ({(Count == 1 ? "row" : "rows")} {rows}{more}, counted from 0)");
    }
}
