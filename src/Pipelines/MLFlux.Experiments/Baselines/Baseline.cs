using Microsoft.ML;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>A simpler model that a network has to be better than to earn its place: one of <see cref="Baselines"/>. Immutable.</summary>
public abstract record Baseline
{
    private protected Baseline()
    {
    }

    /// <summary>Its name in tables.</summary>
    internal abstract string NameFor(ExperimentTask task);

    /// <summary>What it is, where its name tells that only to those who know ML.NET's trainers; null for others.</summary>
    internal virtual string? Kind => null;

    /// <summary>Why it cannot be compared on these rows, as a sentence, or null if it can.</summary>
    internal virtual string? Refuses(PreparedRows rows) => null;

    /// <summary>Trains it on prepared rows.</summary>
    /// <exception cref="LeftOutException">It cannot be compared.</exception>
    internal abstract ITransformer Fit(MLContext ml, PreparedRows rows, FitBudget budget);
}
