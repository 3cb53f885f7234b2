using System.Globalization;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>What came of a search: all that was tried, and what the winner is worth on rows that the search never saw.</summary>
/// <remarks>Immutable. It owns the winner's model: dispose of it when it is not needed any more.</remarks>
public sealed record SearchResult : IDisposable
{
    /// <summary>What was tried, the best first; those that failed last.</summary>
    public required IReadOnlyList<SearchCandidate> Candidates { get; init; }

    /// <summary>The name of the figure that candidates are ranked by.</summary>
    public required string Metric { get; init; }

    /// <summary>How many candidates were not tried, since the time was over.</summary>
    public required int Untried { get; init; }

    /// <summary>How long trying took.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The winner, fitted on all rows that were not held out, evaluated on those held out, beside the baselines.</summary>
    public required ExperimentResult Best { get; init; }

    /// <summary>The candidate that won.</summary>
    public SearchCandidate Winner => Candidates[0];

    /// <summary>Frees native memory of the winner's model.</summary>
    public void Dispose() => Best.Dispose();

    /// <summary>A table of the candidates, and the winner's experiment.</summary>
    public override string ToString() => CandidateTable.Format(this) + Environment.NewLine
        + string.Create(CultureInfo.InvariantCulture, $"Winner: {Winner}{Environment.NewLine}") + Best;
}
