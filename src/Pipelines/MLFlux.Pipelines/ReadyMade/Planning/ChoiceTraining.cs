namespace MLFlux.ReadyMade;

/// <summary>What the network gets of a column of lists of choices: a 1 or 0 for each choice.</summary>
internal static class ChoiceTraining
{
    /// <summary>Of more choices, those of fewer rows are left out, as ones that were not seen are.</summary>
    private const int FewChoices = 60, LeastRows = 5;

    /// <param name="pair">The column of lists, and that of the choices.</param>
    /// <param name="lists">The lists.</param>
    public static IEnumerable<PipelineStep> Steps(ColumnPair pair, ChoiceLists lists)
    {
        yield return PipelineSteps.SplitChoices(pair, lists.Separator);
        yield return PipelineSteps.OneHotBag(pair.Output);
        if (lists.Count > FewChoices)
            yield return PipelineSteps.SelectFrequentFeatures([ColumnPair.InPlace(pair.Output)], LeastRows);
    }
}
