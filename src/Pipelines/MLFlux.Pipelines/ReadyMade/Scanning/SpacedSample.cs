namespace MLFlux.ReadyMade;

/// <summary>
/// Some hundreds of the numbers that are added, as far from each other as the rows allow: enough to tell what is typical, and cheap for
/// thousands of columns.
/// </summary>
internal sealed class SpacedSample
{
    private const int Most = 512;

    private readonly List<double> _numbers = [];
    private long _count, _next;
    private long _step = 1;

    public void Add(double number)
    {
        if (_count++ < _next)
            return;
        if (_numbers.Count == Most)
            Thin();
        _numbers.Add(number);
        _next += _step;
    }

    /// <summary>The lower median of the sample; NaN without numbers.</summary>
    public double Median()
    {
        double[] sorted = [.. _numbers.Order()];
        return sorted.Length > 0 ? sorted[(sorted.Length - 1) / 2] : double.NaN;
    }

    /// <summary>Keeps every other one, and takes half as many from now on.</summary>
    private void Thin()
    {
        for (int i = 0; i < Most / 2; i++)
            _numbers[i] = _numbers[2 * i];
        _numbers.RemoveRange(Most / 2, Most / 2);
        _step *= 2;
    }
}
