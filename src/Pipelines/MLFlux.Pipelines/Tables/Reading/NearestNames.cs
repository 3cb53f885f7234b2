using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Finds the names that one was perhaps meant to be.</summary>
internal static class NearestNames
{
    private const int Most = 3, MostListed = 30;

    /// <summary>A sentence's part on a column that is not there: <c>there is no column 'ages' (nearest: 'age')</c>.</summary>
    public static string Missing(string name, IReadOnlyCollection<string> present)
    {
        string[] nearest = Of(name, present);
        return nearest.Length > 0
            ? $"there is no column '{name}' (nearest: {Quoted(nearest)})"
            : $"there is no column '{name}' (the columns are {Listed([.. present.Select(other => $"'{other}'")])})";
    }

    /// <summary>Names with commas between; of many the first, and how many others there are.</summary>
    public static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostListed))
        + (names.Count > MostListed ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostListed:N0} more") : "");

    /// <summary>The names that differ in fewer than half of their letters, or begin or end alike, the nearest first.</summary>
    public static string[] Of(string name, IEnumerable<string> present) =>
    [
        .. present.Select(other => (Name: other, Distance: Distance(name, other)))
            .Where(other => other.Distance * 2 < Math.Max(name.Length, other.Name.Length) || Holds(other.Name, name)
                || Holds(name, other.Name))
            .OrderBy(other => other.Distance).Take(Most).Select(other => other.Name),
    ];

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static bool Holds(string text, string part) => part.Length >= 3 && text.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many letters have to be put in, taken out or changed, upper and lower case alike (Levenshtein, 1966).</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[other.Length];
    }
}
