using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>
/// Whole numbers that are codes, of shops, regions or kinds, whose order says nothing: the network gets each number as a level, too,
/// beside the number.
/// </summary>
internal static class NumberLevels
{
    /// <summary>Up to so many different numbers each have a bin of their own.</summary>
    private const int MostInBins = 33;

    private const int MostLevels = 500, RowsOfLevel = 8, MostLevelsOfAll = 2_000;

    /// <summary>Those of the columns of numbers that are codes; none where their levels together are too many for a vector.</summary>
    /// <param name="columns">Columns that may be codes.</param>
    /// <param name="sample">Rows with these columns.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static IReadOnlyList<ColumnProfile> Of(
        IEnumerable<ColumnProfile> columns, ColumnSample sample, CancellationToken cancellation)
    {
        IReadOnlyList<string> found = LevelFinder.Find(sample, columns.Select(column => column.Name), cancellation);
        ColumnProfile[] codes = [.. columns.Where(column => found.Contains(column.Name))];
        return codes.Sum(column => column.Values.Count) <= MostLevelsOfAll ? codes : [];
    }

    /// <summary>Whether a column's numbers are whole, more than a network has bins for, and each is there in some rows.</summary>
    public static bool MayBe(ColumnProfile column) =>
        column is { IsWhole: true, HasAllValues: true, Values.Count: > MostInBins and <= MostLevels and var levels }
        && column.Column.Type is NumberDataViewType && (long)levels * RowsOfLevel <= column.Present;
}
