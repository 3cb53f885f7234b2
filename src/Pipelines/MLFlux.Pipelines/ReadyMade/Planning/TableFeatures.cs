using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>Adds columns to what a network learns from, each as far as the rows show that it has to do with the label.</summary>
/// <param name="data">The table.</param>
/// <param name="rows">How many rows it has.</param>
/// <param name="label">The label.</param>
/// <param name="isNumber">Whether it is predicted as a number.</param>
internal sealed class TableFeatures(IDataView data, long rows, DataViewSchema.Column label, bool isNumber)
{
    private const string Untold = "nothing shows that the label depends on it, so that trees alone get it";

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
        IReadOnlyList<ColumnCandidate> candidates = FeatureRoles.Candidates(columns, rows);
        ColumnProfile[] maybeCodes = WideNumbers.AreChosen(FeatureRoles.Numbers(columns), rows) ? []
            : [.. columns.Where(column => column.Use == ColumnUse.Number && NumberLevels.MayBe(column.Profile))
                .Select(column => column.Profile)];
        DataViewSchema.Column[] sampled =
            [.. candidates.Select(candidate => candidate.Profile).Union(maybeCodes).Select(column => column.Column)];
        ColumnSample? sample = sampled.Length > 0 && DataScan.IsScanned(label)
            ? ColumnSample.Of(data, rows, label, sampled, isNumber, cancellation) : null;
        IReadOnlyDictionary<string, FeatureRole> roles = sample is null ? new Dictionary<string, FeatureRole>()
            : FeatureRoles.Of(candidates, rows, sample, isNumber, cancellation);
        planner.MostNgrams = TextTraining.Ngrams(
            columns.Count(column => column.Use == ColumnUse.Text), FeatureRoles.Numbers(columns), rows);
        foreach ((ColumnProfile profile, ColumnUse use) in columns)
            planner.Add(profile, use, roles.GetValueOrDefault(profile.Name));
        if (sample is not null)
        {
            foreach (ColumnProfile codes in NumberLevels.Of(maybeCodes, sample, cancellation))
                planner.AddCodes(codes);
        }

        return [.. choices.Select(choice => roles.GetValueOrDefault(choice.ColumnName) == FeatureRole.TreesOnly
            ? choice with { Reason = $"{choice.Reason}; {Untold}" } : choice)];
    }
}
