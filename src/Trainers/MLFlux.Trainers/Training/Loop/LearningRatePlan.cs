namespace MLFlux.Training;

/// <summary>The learning rate over one fit: the optimizer's, times the schedule's factor, and what callbacks make of it.</summary>
internal sealed class LearningRatePlan
{
    private readonly ScheduleRun? _run;
    private readonly bool _byBatch;

    /// <param name="rate">The optimizer's learning rate.</param>
    /// <param name="schedule">What changes it, or null.</param>
    /// <param name="epochs">How many epochs the fit has at the most.</param>
    /// <param name="updates">How many updates an epoch has.</param>
    public LearningRatePlan(double rate, Schedule? schedule, int epochs, int updates)
    {
        Base = rate;
        _byBatch = schedule?.ByBatch ?? false;
        _run = schedule?.Start(_byBatch ? (long)epochs * updates : epochs);
    }

    /// <summary>The rate that the schedule's factor multiplies.</summary>
    public double Base { get; set; }

    /// <summary>The rate of the next update. Setting it keeps the schedule's factor, so that the schedule goes on from there.</summary>
    public double Rate
    {
        get => Base * (_run?.Factor ?? 1);
        set => Base = _run is { Factor: > 0 } ? value / _run.Factor : value;
    }

    public void UpdateDone(double batchLoss)
    {
        if (_byBatch)
            _run?.Advance(batchLoss);
    }

    public void EpochDone(double loss)
    {
        if (!_byBatch)
            _run?.Advance(loss);
    }
}
