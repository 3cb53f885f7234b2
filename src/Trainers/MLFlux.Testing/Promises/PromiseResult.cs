namespace MLFlux;

/// <summary>What came of a promise of <see cref="NetworkContract"/>.</summary>
/// <param name="Promise">The promise, as a sentence.</param>
/// <param name="Outcome">Whether it is kept.</param>
/// <param name="Detail">What was found where it is broken, or why it does not apply; null where it is kept.</param>
public sealed record PromiseResult(string Promise, PromiseOutcome Outcome, string? Detail)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => Outcome switch
    {
        PromiseOutcome.Kept => $"kept: {Promise}",
        PromiseOutcome.Broken => $"BROKEN: {Promise} {Detail}",
        PromiseOutcome.NotApplicable => $"not applicable: {Promise} {Detail}",
    };
}
