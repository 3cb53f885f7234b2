namespace MLFlux.Benchmarks.Accuracy;

/// <summary>Numbers of which mean and spread count.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public double Mean => _values.Average();

    /// <summary>The unbiased variance; 0 for a single value.</summary>
    public double Variance => _values.Count < 2 ? 0 : _values.Sum(v => (v - Mean) * (v - Mean)) / (_values.Count - 1);

    public void Add(double value) => _values.Add(value);

    public override string ToString() =>
        $"{Mean:0.0000} ± {Math.Sqrt(Variance):0.0000} ({string.Join(", ", _values.Select(v => $"{v:0.0000}"))})";
}
