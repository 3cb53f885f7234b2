namespace MLFlux.Forecasting;

/// <summary>Errors of forecasts, added up by target and step.</summary>
internal sealed class ErrorSums(SequenceWindowOptions options)
{
    private readonly double[] _absolute = new double[options.Targets.Count * options.Horizon];
    private readonly double[] _squared = new double[options.Targets.Count * options.Horizon];
    private readonly long[] _counts = new long[options.Targets.Count * options.Horizon];

    /// <summary>Counts a window: what is not known, or not foretold, is left out.</summary>
    public void Add(ReadOnlySpan<float> actual, ReadOnlySpan<float> predicted)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            double error = (double)predicted[i] - actual[i];
            if (!double.IsFinite(error))
                continue;
            _absolute[i] += Math.Abs(error);
            _squared[i] += error * error;
            _counts[i]++;
        }
    }

    /// <summary>The figures of each target: over all steps, or for each step.</summary>
    public IReadOnlyList<ForecastFigures> Figures(bool byStep)
    {
        var figures = new List<ForecastFigures>();
        for (int target = 0; target < options.Targets.Count; target++)
        {
            Range all = (target * options.Horizon)..((target + 1) * options.Horizon);
            if (!byStep)
                figures.Add(Of(target, null, all));
            for (int step = 0; byStep && step < options.Horizon; step++)
                figures.Add(Of(target, step + 1, (all.Start.Value + step)..(all.Start.Value + step + 1)));
        }

        return figures;
    }

    private ForecastFigures Of(int target, int? step, Range range)
    {
        long count = _counts[range].Sum();
        return new ForecastFigures(
            options.Targets[target], step, _absolute[range].Sum() / count, Math.Sqrt(_squared[range].Sum() / count), count);
    }
}
