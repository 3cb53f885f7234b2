namespace MLFlux.Tool.Running;

/// <summary>
/// Shows an experiment as it runs: a line for each step and each epoch and, on a terminal, a bar that moves with every batch.
/// </summary>
internal sealed class ExperimentConsole
{
    private readonly TrainingProgress _progress = new();

    public T Watch<T>(Func<T> run) => _progress.Watch(run, "preparing the rows");

    public void Show(ExperimentProgress report)
    {
        if (report.Epoch is { } epoch)
            _progress.ShowEpoch(epoch);
        else if (report.Batch is { } batch)
            _progress.ShowBatch(batch);
        else if (report.Frozen is { } frozen)
            _progress.ShowFrozen(frozen);
        else
            Console.WriteLine(report);
    }
}
