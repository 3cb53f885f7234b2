namespace MLFlux;

/// <summary>
/// Observations put together, which a network computes at once: one product of matrices in place of many of a matrix and a
/// vector. Keeps the arrays it is given.
/// </summary>
public sealed class ObservationBatch
{
    /// <summary>Puts inputs together, with their targets or without.</summary>
    /// <param name="inputs">At least one input.</param>
    /// <param name="targets">As many targets, or null where they are not known.</param>
    /// <exception cref="ArgumentException">There is no input, or not as many targets.</exception>
    public ObservationBatch(IReadOnlyList<float[]> inputs, IReadOnlyList<float[]>? targets = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
            throw new ArgumentException("A batch needs at least one input.", nameof(inputs));
        if (targets is not null && targets.Count != inputs.Count)
            throw new ArgumentException($"A batch needs a target for each input; got {inputs.Count} inputs and {targets.Count} targets.",
                nameof(targets));
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<float[]> Inputs { get; }

    /// <summary>The targets, one an input; null where they are not known.</summary>
    public IReadOnlyList<float[]>? Targets { get; }

    /// <summary>How many observations there are.</summary>
    public int Count => Inputs.Count;

    /// <summary>Puts observations together, as Flux's <c>batch</c> does.</summary>
    /// <exception cref="ArgumentException">There is no observation.</exception>
    public static ObservationBatch Of(params IEnumerable<Observation> observations)
    {
        Observation[] all = [.. observations];
        return new ObservationBatch([.. all.Select(o => o.Input)], [.. all.Select(o => o.Target)]);
    }

    /// <summary>A batch of one.</summary>
    public static implicit operator ObservationBatch(Observation observation) => FromObservation(observation);

    /// <summary>A batch of one.</summary>
    public static ObservationBatch FromObservation(Observation observation) => Of([observation]);
}
