namespace MLFlux.Normalizing;

/// <summary>
/// A random sample, of at most so many, of the finite numbers that are added, with the least and the greatest of all of them.
/// </summary>
/// <remarks>
/// Algorithm R: Vitter, "Random sampling with a reservoir", 1985. The same numbers in the same order give the same sample.
/// </remarks>
/// <param name="most">How many.</param>
/// <param name="shared">Where the numbers of samples go that get a number each at a time; null for a sample by itself.</param>
internal sealed class ValueSample(int most, SamplePlaces? shared = null)
{
    private readonly List<double> _values = [];
    private SamplePlaces? _places = shared;
    private bool _isShared = shared is not null;
    private double _least = double.PositiveInfinity, _greatest = double.NegativeInfinity;
    private long _count;

    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            if (_isShared) // The others go on with one number more.
                (_places, _isShared) = (SamplePlaces.Behind(most, _count), false);
            return;
        }

        _least = Math.Min(_least, value);
        _greatest = Math.Max(_greatest, value);
        _count++;
        if (_values.Count < most)
            _values.Add(value);
        else if ((_places ??= new SamplePlaces()).Of(_count) is var place && place < most)
            _values[(int)place] = value;
    }

    public RobustScale Measure()
    {
        if (_values.Count == 0)
            return RobustScale.Identity;

        _values.Sort();
        double range = Quantile(0.75) - Quantile(0.25);
        if (!(range > 0))
            range = (_greatest / 2) - (_least / 2);
        var scale = new RobustScale(Quantile(0.5), range);
        return scale.IsValid ? scale : scale with { Range = range > 0 ? double.MaxValue : 1 };
    }

    /// <summary>The median and the distances from it.</summary>
    public RobustScale MeasureDeviation() => MedianDeviation.Of(_values);

    /// <summary>Numbers within bounds by their own scale, so that no outlier is all the spread there is.</summary>
    public static double[] Bounded(double[] values)
    {
        var sample = new ValueSample(values.Length);
        Array.ForEach(values, sample.Add);
        RobustScale scale = sample.Measure();
        return [.. values.Select(value => (double)scale.Apply(value))];
    }

    /// <summary>The quantile with linear interpolation between two values.</summary>
    private double Quantile(double fraction)
    {
        double place = fraction * (_values.Count - 1);
        int below = (int)place;
        double share = place - below;
        return share == 0 ? _values[below] : (_values[below] * (1 - share)) + (_values[below + 1] * share);
    }
}
