namespace MLFlux;

/// <summary>A schedule over one fit.</summary>
internal abstract class ScheduleRun
{
    /// <summary>What the optimizer's learning rate is multiplied by now.</summary>
    public abstract double Factor { get; }

    /// <summary>One step, an epoch or an update, is done.</summary>
    /// <param name="loss">What the step came to: the epoch's validation loss (training loss without validation), or the batch's.</param>
    public abstract void Advance(double loss);
}
