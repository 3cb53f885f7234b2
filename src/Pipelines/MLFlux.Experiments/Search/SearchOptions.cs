using System.Globalization;

namespace MLFlux;

/// <summary>What a search tries, and for how long. Every option has a working default. Immutable.</summary>
/// <remarks>
/// Candidates are drawn from all combinations by the experiment's seed, each at most once. The first is the pipeline as it is.
/// </remarks>
public sealed record SearchOptions
{
    /// <summary>How the time is spent. Default: <see cref="SearchMethod.SuccessiveHalving"/>.</summary>
    public SearchMethod Method { get; init; } = SearchMethod.SuccessiveHalving;

    /// <summary>
    /// The time for trying candidates, above zero: a fit is cut short where it is over. The winner is then fitted and compared
    /// with the baselines, which takes its own time. Default: five minutes.
    /// </summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many candidates to try at the most, at least 2. Default: 16.</summary>
    public int Candidates { get; init; } = 16;

    /// <summary>The networks to choose from. Default, empty: the pipeline's own.</summary>
    public IReadOnlyList<Layer> Networks { get; init; } = [];

    /// <summary>
    /// The learning rates to choose from, each above 0. Default, empty: drawn evenly in the logarithm, from a tenth of the
    /// pipeline's own to ten times it.
    /// </summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [];

    /// <summary>The batch sizes to choose from, each at least 1. Default, empty: the pipeline's own.</summary>
    public IReadOnlyList<int> BatchSizes { get; init; } = [];

    /// <summary>
    /// The fraction of the rows to train on that candidates are ranked by, above 0 and below 1; chosen as the held-out rows are,
    /// and never any of these. Default: 0.2.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Method))
            yield return $"{nameof(Method)} is {Method}; choose one of {nameof(SearchMethod)}.";
        if (TimeBudget <= TimeSpan.Zero)
            yield return $"{nameof(TimeBudget)} is {TimeBudget}; it has to be above zero.";
        if (Candidates < 2)
            yield return $"{nameof(Candidates)} is {Candidates}; it has to be at least 2.";
        if (Networks is null || Networks.Contains(null!))
            yield return $"{nameof(Networks)} is null or holds null; leave it empty for the pipeline's own.";
        if (LearningRates is null)
            yield return $"{nameof(LearningRates)} is null; leave it empty for rates drawn around the pipeline's own.";
        foreach (double rate in LearningRates?.Where(rate => !(rate > 0 && double.IsFinite(rate))) ?? [])
            yield return string.Create(CultureInfo.InvariantCulture, $"{nameof(LearningRates)} has {rate}; each has to be above 0.");
        if (BatchSizes is null)
            yield return $"{nameof(BatchSizes)} is null; leave it empty for the pipeline's own.";
        foreach (int size in BatchSizes?.Where(size => size < 1) ?? [])
            yield return $"{nameof(BatchSizes)} has {size}; each has to be at least 1.";
        if (!(ValidationFraction is > 0 and < 1))
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{nameof(ValidationFraction)} is {ValidationFraction}; it has to be above 0 and below 1.");
    }
}
