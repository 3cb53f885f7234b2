using Microsoft.ML;
using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>Adds columns to what a network learns from, each as far as the rows show that it has to do with the label.</summary>
/// <param name="data">The table.</param>
/// <param name="rows">How many rows it has.</param>
/// <param name="label">The label.</param>
/// <param name="isNumber">Whether it is predicted as a number.</param>
/// <param name="isWanted">Which columns the user named.</param>
internal sealed class TableFeatures(
    IDataView data, long rows, DataViewSchema.Column label, bool isNumber, Predicate<string> isWanted)
{
    /// <summary>Of a number of which columns tell less than this share one by one, a network learns noise by heart.</summary>
    private const double LittleSignal = 0.25;

    /// <summary>Of fewer rows the share is itself a matter of chance.</summary>
    private const int LeastRows = 500;

    private const string Untold = "nothing shows that the label depends on it, so that trees alone get it";

    /// <summary>Whether the label is a number that is mostly noise, as far as <see cref="Add"/> could tell.</summary>
    public bool IsNoisy { get; private set; }

    /// <returns>The columns' choices, where a reason says what a network is not given.</returns>
    /// <param name="planner">What they are added to.</param>
    /// <param name="choices">What is made of all columns; those of images have been added.</param>
    /// <param name="profiles">What a look at the rows found in them.</param>
    /// <param name="cancellation">Ends the look at the rows.</param>
    public IReadOnlyList<ColumnChoice> Add(
        FeaturePlanner planner, IReadOnlyList<ColumnChoice> choices, IReadOnlyDictionary<string, ColumnProfile> profiles,
        CancellationToken cancellation)
    {
        (ColumnProfile Profile, ColumnUse Use)[] columns =
            [.. choices.Where(choice => choice.Use != ColumnUse.Image).Select(choice => (profiles[choice.ColumnName], choice.Use))];
        IReadOnlyList<ColumnCandidate> candidates = FeatureRoles.Candidates(columns, rows, isWanted);
        bool isWide = WideNumbers.AreChosen(FeatureRoles.Numbers(columns), rows);
        ColumnProfile[] maybeCodes = isWide ? []
            : [.. columns.Where(column => column.Use == ColumnUse.Number && NumberLevels.MayBe(column.Profile))
                .Select(column => column.Profile)];
        ColumnCandidate[] measured = isNumber && !isWide && rows >= LeastRows ? Measured(columns) : [];
        ColumnProfile[] rare = rows < LeastRows || (isNumber && measured.Length == 0) ? []
            : [.. columns.Where(column => !isWanted(column.Profile.Name) && LevelRows.AreFew(column.Profile, column.Use))
                .Select(column => column.Profile)];
        DataViewSchema.Column[] sampled = [.. candidates.Concat(measured).Select(candidate => candidate.Profile).Union(maybeCodes)
            .Union(rare).Select(column => column.Column)];
        ColumnSample? sample = sampled.Length > 0 && DataScan.IsScanned(label)
            ? ColumnSample.Of(data, rows, label, sampled, isNumber, cancellation) : null;
        IReadOnlyDictionary<string, FeatureRole> roles = sample is null ? new Dictionary<string, FeatureRole>()
            : Test(sample, candidates, measured, cancellation);
        planner.MostNgrams = TextTraining.Ngrams(
            columns.Count(column => column.Use == ColumnUse.Text), FeatureRoles.Numbers(columns), rows);
        Dictionary<string, int> needed = sample is null || (isNumber && !IsNoisy) ? [] : rare.ToDictionary(
            column => column.Name, column => LevelRows.Needed(sample.Values(column.Name), sample.Targets));
        foreach ((ColumnProfile profile, ColumnUse use) in columns)
            planner.Add(profile, use, roles.GetValueOrDefault(profile.Name), needed.GetValueOrDefault(profile.Name, 1));
        if (sample is not null)
        {
            foreach (ColumnProfile codes in NumberLevels.Of(maybeCodes, sample, cancellation))
                planner.AddCodes(codes);
        }

        return [.. choices.Select(choice => roles.GetValueOrDefault(choice.ColumnName) == FeatureRole.TreesOnly
            ? choice with { Reason = $"{choice.Reason}; {Untold}" } : choice)];
    }

    /// <summary>Tests columns, and says whether the label is mostly noise; each column's bins are made once.</summary>
    private IReadOnlyDictionary<string, FeatureRole> Test(
        ColumnSample sample, IReadOnlyList<ColumnCandidate> candidates, ColumnCandidate[] measured, CancellationToken cancellation)
    {
        var test = ChanceTest.Of(sample, isNumber);
        var tested = new List<(ColumnCandidate, double)>();
        var known = new List<int[]>();
        HashSet<string> areTested = Names(candidates), areMeasured = Names(measured);
        foreach (ColumnCandidate column in candidates.Concat(measured).DistinctBy(column => column.Profile.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            string name = column.Profile.Name;
            RowGroups groups = ChanceTest.Groups(sample.Values(name), column.IsNumber);
            if (areTested.Contains(name))
                tested.Add((column, test.Chance(groups, column.IsNumber)));
            if (areMeasured.Contains(name))
                known.Add(groups.Of);
        }

        IsNoisy = known.Count > 0 && sample.Targets is [var target] && SignalShare.Of(known, target, cancellation) < LittleSignal;
        return FeatureRoles.Of(tested, rows);
    }

    private static HashSet<string> Names(IEnumerable<ColumnCandidate> columns) => [.. columns.Select(column => column.Profile.Name)];

    /// <summary>All columns that are learned from, where each is a number, a truth or a category whose values are looked at.</summary>
    private static ColumnCandidate[] Measured(IEnumerable<(ColumnProfile Profile, ColumnUse Use)> columns)
    {
        (ColumnProfile Profile, ColumnUse Use)[] learned = [.. columns.Where(column =>
            column.Use is not (ColumnUse.Label or ColumnUse.Weight or ColumnUse.Group or ColumnUse.LeftOut))];
        bool isKnown = learned.All(column => DataScan.IsScanned(column.Profile.Column)
            && (column.Use is ColumnUse.Number or ColumnUse.Boolean or ColumnUse.Category or ColumnUse.Hashed));
        return isKnown ? [.. learned.Select(column => new ColumnCandidate(column.Profile, column.Use == ColumnUse.Number))] : [];
    }
}
