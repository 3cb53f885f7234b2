namespace MLFlux;

/// <summary>A schedule that depends on nothing but how many steps are done.</summary>
internal abstract record FormulaSchedule(bool ByBatch) : Schedule(ByBatch)
{
    /// <summary>The factor after so many steps.</summary>
    /// <param name="step">How many steps are done, from 0.</param>
    /// <param name="steps">How many there are, at least 1.</param>
    internal abstract double FactorAt(long step, long steps);

    internal sealed override ScheduleRun Start(long steps) => new Run(this, steps);

    private sealed class Run(FormulaSchedule schedule, long steps) : ScheduleRun
    {
        private long _step;

        public override double Factor => schedule.FactorAt(_step, steps);

        public override void Advance(double loss) => _step++;
    }
}
