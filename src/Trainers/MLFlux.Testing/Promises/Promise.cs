namespace MLFlux.Promises;

/// <summary>Something that every network is to keep.</summary>
/// <param name="text">The promise, as a sentence.</param>
internal abstract class Promise(string text)
{
    /// <summary>All, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<Promise> All =
        [new SameTwice(), new SameLoaded(), new SameInOnnx(), new CleanCancel(), new TrueSchema(), new RowsApart()];

    /// <summary>Checks it; whatever is thrown breaks it, but for what the network has no form of.</summary>
    public PromiseResult Try(ContractSubject subject)
    {
        try
        {
            string? fault = Check(subject);
            return new PromiseResult(text, fault is null ? PromiseOutcome.Kept : PromiseOutcome.Broken, fault);
        }
        catch (NotSupportedException reason)
        {
            return new PromiseResult(text, PromiseOutcome.NotApplicable, reason.Message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Exception first = fault.GetBaseException(); // ML.NET wraps what a reader of a file throws.
            return new PromiseResult(text, PromiseOutcome.Broken, $"{first.GetType().Name}: {first.Message}");
        }
    }

    /// <summary>What breaks it, as a sentence; null where it is kept.</summary>
    /// <exception cref="NotSupportedException">It does not apply.</exception>
    private protected abstract string? Check(ContractSubject subject);
}
