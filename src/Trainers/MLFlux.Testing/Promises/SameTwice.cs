namespace MLFlux.Promises;

/// <summary>One seed, one model.</summary>
internal sealed class SameTwice() : Promise("Two fits of one seed give the same scores.")
{
    private protected override string? Check(ContractSubject subject)
    {
        using NeuralNetworkTransformer second = subject.Fit(subject.Options);
        float[][] first = ContractSubject.Scores(subject.First, subject.Rows);
        return Scores.Difference(first, ContractSubject.Scores(second, subject.Rows), 0) is string difference
            ? $"{difference} What is random in a layer has to come from libtorch's generator, which a fit seeds."
            : Scores.Difference(first, ContractSubject.Scores(subject.First, subject.Rows), 0) is string again
            ? $"One model scores the same rows otherwise when it is asked again: {again} In scoring mode nothing may be random."
            : null;
    }
}
