using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>
/// Gives a network less of the columns that nothing shows to have to do with the label, where they are so many that it would learn the
/// chance in them by heart: a number without its bins, or nothing of a column where even that is too much.
/// </summary>
internal static class FeatureRoles
{
    /// <summary>Of fewer rows for each number, bins are learned by heart; of still fewer, the numbers themselves.</summary>
    private const int RowsOfBins = 512, RowsOfNumber = 20;

    /// <summary>So many columns are kept whatever the test says, for what it does not find: what matters only together.</summary>
    private const int LeastNumbers = 16, LeastCategories = 8;

    /// <summary>Of fewer rows for each level on average, a network learns levels by heart that nothing shows to matter.</summary>
    private const int RowsOfLevel = 4;

    /// <summary>So many numbers keep their bins whatever the test says.</summary>
    private const int LeastWhole = 4;

    /// <summary>The share of columns of chance among those that are kept: Benjamini and Hochberg, 1995.</summary>
    private const double FalseShare = 0.1;

    /// <summary>The columns of which a network may be given less.</summary>
    /// <param name="columns">The columns that are learned from.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="isWanted">Which of them the user named.</param>
    public static IReadOnlyList<ColumnCandidate> Candidates(
        IReadOnlyCollection<(ColumnProfile Profile, ColumnUse Use)> columns, long rows, Predicate<string> isWanted)
    {
        int width = Numbers(columns);
        bool areNumbers = rows < (long)RowsOfBins * width && !WideNumbers.AreChosen(width, rows);
        IEnumerable<ColumnProfile> numbers = columns.Where(column => column.Use == ColumnUse.Number).Select(column => column.Profile);
        ColumnProfile[] categories = [.. columns.Where(column => column.Use is ColumnUse.Category or ColumnUse.Hashed)
            .Select(column => column.Profile)];
        bool areCategories = WideNumbers.AreChosen((int)Math.Min(int.MaxValue, categories.Sum(Levels)), rows);
        HashSet<string> rare =
            [.. categories.Where(category => IsRare(category) && !isWanted(category.Name)).Select(category => category.Name)];
        if (!columns.Any(column => IsLearned(column.Use) && !rare.Contains(column.Profile.Name)))
            rare.Clear(); // There is nothing else to learn from.
        return
        [
            .. numbers.Where(number => areNumbers && number.Column.Type is NumberDataViewType)
                .Select(number => new ColumnCandidate(number, IsNumber: true)),
            .. categories.Where(category => DataScan.IsScanned(category.Column) && (areCategories || rare.Contains(category.Name)))
                .Select(category => new ColumnCandidate(category, IsNumber: false) { IsRare = rare.Contains(category.Name) }),
        ];
    }

    /// <summary>How many numbers there are, with those of vectors and dates.</summary>
    public static int Numbers(IReadOnlyCollection<(ColumnProfile Profile, ColumnUse Use)> columns) =>
        columns.Where(column => column.Use == ColumnUse.Number)
            .Sum(column => (column.Profile.Column.Type as VectorDataViewType)?.Size ?? 1)
        + (FeaturePlanner.DateWidth * columns.Count(column => column.Use == ColumnUse.Date));

    /// <summary>The roles of columns, all others than <see cref="FeatureRole.Whole"/>.</summary>
    /// <param name="candidates">The columns, and how probable it is by chance that each has so much to do with the label.</param>
    /// <param name="rows">How many rows there are.</param>
    public static IReadOnlyDictionary<string, FeatureRole> Of(
        IEnumerable<(ColumnCandidate Column, double Chance)> candidates, long rows)
    {
        var roles = new Dictionary<string, FeatureRole>();
        foreach (var kind in candidates.GroupBy(candidate => candidate.Column.IsNumber))
        {
            (ColumnCandidate Column, double Chance)[] tested = [.. kind.OrderBy(candidate => candidate.Chance)];
            int found = 0;
            for (int i = 0; i < tested.Length; i++)
                found = tested[i].Chance * tested.Length <= FalseShare * (i + 1) ? i + 1 : found;
            bool isPassed = kind.Key && rows >= (long)RowsOfNumber * tested.Length;
            int kept = Math.Max(found, kind.Key ? LeastWhole : LeastCategories);
            for (int i = found; i < tested.Length; i++)
            {
                ColumnCandidate column = tested[i].Column;
                if (i >= kept || column.IsRare)
                {
                    roles.Add(
                        column.Profile.Name, isPassed || (kind.Key && i < LeastNumbers) ? FeatureRole.Passed : FeatureRole.TreesOnly);
                }
            }
        }

        return roles;
    }

    private static bool IsLearned(ColumnUse use) =>
        use is not (ColumnUse.Label or ColumnUse.Weight or ColumnUse.Group or ColumnUse.LeftOut);

    private static bool IsRare(ColumnProfile category) => Levels(category) * RowsOfLevel > category.Present;

    private static long Levels(ColumnProfile category) =>
        category.Column.Type is KeyDataViewType key ? (long)key.Count : category.Values.Count;
}
