namespace MLFlux.Promises;

/// <summary>A fit can be ended, and is then as if it had never been.</summary>
internal sealed class CleanCancel() : Promise("A fit that is cancelled ends, and leaves nothing behind.")
{
    private protected override string? Check(ContractSubject subject)
    {
        float[][] expected = ContractSubject.Scores(subject.First, subject.Rows);
        using var source = new CancellationTokenSource();
        try
        {
            subject.Fit(subject.Options with
            {
                Epochs = Math.Max(2, subject.Options.Epochs), CancellationToken = source.Token, Progress = _ => source.Cancel(),
            }).Dispose();
            return "The fit went on to its end.";
        }
        catch (OperationCanceledException)
        {
            using NeuralNetworkTransformer after = subject.Fit(subject.Options);
            return Scores.Difference(expected, ContractSubject.Scores(after, subject.Rows), 0) is string difference
                ? $"A fit after it is another one: {difference}" : null;
        }
    }
}
