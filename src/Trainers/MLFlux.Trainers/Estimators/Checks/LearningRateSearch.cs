namespace MLFlux;

/// <summary>The callback of <see cref="TrainingChecks.FindLearningRate"/>: one point and a higher rate after each batch.</summary>
internal sealed class LearningRateSearch(double lowest, double highest, int updates)
{
    private const double Diverged = 4;

    /// <summary>How much of the loss so far goes into the smoothed one: single batches are noisy.</summary>
    private const double Memory = 0.9;

    private readonly List<LearningRatePoint> _points = [];
    private double _mean;
    private double _best = double.PositiveInfinity;

    public IReadOnlyList<LearningRatePoint> Points => _points;

    public void Step(BatchReport report, TrainingControl control)
    {
        int done = _points.Count + 1;
        _mean = (Memory * _mean) + ((1 - Memory) * report.BatchLoss);
        double smoothed = _mean / (1 - Math.Pow(Memory, done));
        _points.Add(new LearningRatePoint(report.LearningRate, report.BatchLoss, smoothed));
        _best = Math.Min(_best, smoothed);
        if (done == updates || (smoothed > Diverged * _best && done > 10))
            control.Stop();
        else
            control.LearningRate = lowest * Math.Pow(highest / lowest, (double)done / (updates - 1));
    }
}
