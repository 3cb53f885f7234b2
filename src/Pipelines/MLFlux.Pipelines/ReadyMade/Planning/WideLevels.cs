namespace MLFlux.ReadyMade;

/// <summary>
/// Thousands of levels of many categories, each with few: those are kept that have to do with the label, so that a network need not tell
/// them from the many that are there by chance.
/// </summary>
internal sealed class WideLevels(NewNames names, string label, IReadOnlyList<string> columns)
{
    /// <summary>How many levels are learned from at the most.</summary>
    public const int Most = 512;

    private readonly string _chosen = names.Of("Levels", "chosen");

    /// <summary>Whether levels are so many that only some of them are learned from; those of a category of many have vectors.</summary>
    /// <param name="levels">How many levels stand one-hot, of all categories together.</param>
    /// <param name="mostLevels">The levels of the category that has the most.</param>
    /// <param name="rows">How many rows there are.</param>
    public static bool AreChosen(int levels, int mostLevels, long rows) =>
        levels > Most && WideNumbers.AreChosen(levels, rows) && !TabularTraining.HasVectors(mostLevels);

    /// <summary>The steps after which the levels stand in one column.</summary>
    public IEnumerable<PipelineStep> Steps =>
        [PipelineSteps.Concatenate(columns, _chosen), PipelineSteps.SelectFeatures(_chosen, label, Most)];

    /// <summary>The columns of features, where one is in the place of those of levels.</summary>
    public IEnumerable<string> Of(IEnumerable<string> features) => [.. features.Except(columns), _chosen];
}
