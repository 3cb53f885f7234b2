using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.WarmUp"/>.</summary>
internal sealed record WarmUpSchedule(int Steps, Schedule? Then, double First, bool ByBatch) : Schedule(ByBatch)
{
    internal override bool FollowsLoss => Then?.FollowsLoss ?? false;

    internal override ScheduleRun Start(long steps) => new Run(this, Then?.Start(Math.Max(1, steps - Steps)));

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("WarmUp", "steps", Steps, Steps >= 1, "at least 1"),
        .. Fault.Unless("WarmUp", "first", First, First is > 0 and <= 1, "greater than 0 and at most 1"),
        .. Then is null || Then.ByBatch == ByBatch ? []
        : new[] { $"WarmUp: {Then} has to go {(ByBatch ? "by batch, as WarmUp does: byBatch: true" : "by epoch, as WarmUp does: "
            + "byBatch: false")}." },
        .. Then?.Faults() ?? [],
    ];

    public override string ToString()
    {
        CallWriter call = new CallWriter("WarmUp").Add("steps", Steps).Add("first", First);
        if (Then is not null)
            call.Add("then", Then);
        return Schedules.Print(call, this);
    }

    private sealed class Run(WarmUpSchedule schedule, ScheduleRun? then) : ScheduleRun
    {
        private long _step;

        public override double Factor => _step < schedule.Steps
            ? schedule.First + ((1 - schedule.First) * _step / schedule.Steps)
            : then?.Factor ?? 1;

        public override void Advance(double loss)
        {
            if (_step < schedule.Steps)
                _step++;
            else
                then?.Advance(loss);
        }
    }
}
