using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.Plateau"/>.</summary>
internal sealed record PlateauSchedule(double DecayFactor, int Patience, double MinimumImprovement, double Lowest, bool ByBatch)
    : Schedule(ByBatch)
{
    internal override bool FollowsLoss => true;

    internal override ScheduleRun Start(long steps) => new Run(this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("Plateau", "factor", DecayFactor, DecayFactor is > 0 and < 1, "between 0 and 1"),
        .. Fault.Unless("Plateau", "patience", Patience, Patience >= 1, "at least 1"),
        .. Fault.Unless("Plateau", "minimumImprovement", MinimumImprovement, MinimumImprovement >= 0, "at least 0"),
        .. Fault.Unless("Plateau", "lowest", Lowest, Lowest is >= 0 and <= 1, "from 0 to 1"),
    ];

    public override string ToString() => Schedules.Print(
        new CallWriter("Plateau").Add("factor", DecayFactor).Add("patience", Patience)
            .Add("minimumImprovement", MinimumImprovement).Add("lowest", Lowest),
        this);

    private sealed class Run(PlateauSchedule schedule) : ScheduleRun
    {
        private double _factor = 1;
        private double _best = double.PositiveInfinity;
        private int _without;

        public override double Factor => _factor;

        public override void Advance(double loss)
        {
            if (loss < _best - schedule.MinimumImprovement)
            {
                _best = loss;
                _without = 0;
            }
            else if (++_without >= schedule.Patience)
            {
                _factor = Math.Max(schedule.Lowest, _factor * schedule.DecayFactor);
                _without = 0;
            }
        }
    }
}
