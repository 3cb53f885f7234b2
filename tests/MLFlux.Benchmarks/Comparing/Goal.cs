namespace MLFlux.Benchmarks.Comparing;

/// <summary>What the median of a comparison has to reach.</summary>
internal sealed record Goal
{
    private readonly double _limit;
    private readonly bool _isLeast;
    private readonly string _text;

    private Goal(double limit, bool isLeast, string text)
    {
        _limit = limit;
        _isLeast = isLeast;
        _text = text;
    }

    /// <summary>Our figure at least so many times the other side's.</summary>
    public static Goal AtLeast(double ratio) => new(ratio, isLeast: true, $"≥ {ratio}×");

    /// <summary>Our figure at most so many times the other side's.</summary>
    public static Goal AtMost(double ratio) => new(ratio, isLeast: false, $"≤ {ratio}×");

    /// <summary>Our figure itself below a limit: there is no other side.</summary>
    public static Goal Below(double limit, string unit) => new(limit, isLeast: false, $"< {limit} {unit}");

    public bool IsMet(double value) => _isLeast ? value >= _limit : value <= _limit;

    public override string ToString() => _text;
}
