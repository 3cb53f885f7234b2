namespace MLFlux.Experiments;

/// <summary>One stage of a search: so many of the best candidates are trained up to so many epochs.</summary>
internal sealed record SearchRung(int Candidates, int Epochs)
{
    /// <summary>Of how many candidates one goes on to the next stage, for as many times the epochs.</summary>
    private const int Reduction = 3;

    /// <summary>The stages of a search, whose last trains for all epochs. Each costs about the same.</summary>
    public static IReadOnlyList<SearchRung> Plan(SearchMethod method, int candidates, int epochs)
    {
        int last = 0;
        for (int left = candidates, each = epochs; method == SearchMethod.SuccessiveHalving && left >= Reduction && each >= Reduction;
        last++)
            (left, each) = (left / Reduction, each / Reduction);
        return [.. Enumerable.Range(0, last + 1).Select(i => new SearchRung(
            (int)Math.Ceiling(candidates / Math.Pow(Reduction, i)), (int)Math.Round(epochs / Math.Pow(Reduction, last - i))))];
    }
}
