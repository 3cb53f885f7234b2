using System.Collections;

namespace MLFlux;

/// <summary>
/// Cuts observations into batches, anew each time it is gone through. In an ML.NET pipeline the trainer does this by itself.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class DataLoader : IEnumerable<ObservationBatch>
{
    private readonly IReadOnlyList<Observation> _observations;
    private readonly Random? _random;

    /// <summary>Describes the batches. The defaults are Flux's.</summary>
    /// <param name="observations">The observations, at least one.</param>
    /// <param name="batchSize">How many make a batch, at least 1.</param>
    /// <param name="shuffle">Whether they come in a new order each time.</param>
    /// <param name="partial">Whether a last batch of fewer is given too.</param>
    /// <param name="seed">Decides the orders.</param>
    /// <exception cref="ArgumentException">There is no observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is less than 1.</exception>
    public DataLoader(
        IReadOnlyList<Observation> observations, int batchSize = 1, bool shuffle = false, bool partial = true, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (observations.Count == 0)
            throw new ArgumentException("There is no observation to make a batch of.", nameof(observations));
        _observations = observations;
        _random = shuffle ? new Random(seed) : null;
        BatchSize = batchSize;
        Partial = partial;
    }

    /// <summary>How many observations make a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Whether a last batch of fewer is given too.</summary>
    public bool Partial { get; }

    /// <summary>How many batches there are.</summary>
    public int Count => Partial ? ((_observations.Count - 1) / BatchSize) + 1 : _observations.Count / BatchSize;

    /// <inheritdoc/>
    public IEnumerator<ObservationBatch> GetEnumerator()
    {
        Observation[] order = [.. _observations];
        _random?.Shuffle(order);
        int count = Count;
        for (int batch = 0; batch < count; batch++)
            yield return ObservationBatch.Of(order.Skip(batch * BatchSize).Take(BatchSize));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
