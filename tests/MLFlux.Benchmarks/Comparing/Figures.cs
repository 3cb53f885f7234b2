namespace MLFlux.Benchmarks.Comparing;

/// <summary>Figures of repeated measurements: the median is what counts, the range says how much to trust it.</summary>
internal sealed class Figures(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Median => (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2;

    public double Lowest => _sorted[0];

    public double Highest => _sorted[^1];

    /// <summary>A number with three significant figures, or all those before the point.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => $"{value:#,0}",
        >= 10 => $"{value:0.0}",
        >= 1 => $"{value:0.00}",
        _ => $"{value:0.000}",
    };
}
