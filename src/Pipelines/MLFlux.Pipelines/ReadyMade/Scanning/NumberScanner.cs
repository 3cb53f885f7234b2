using System.Numerics;
using Microsoft.ML;
using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>Looks at numbers: from which to which they are, and whether all are whole.</summary>
/// <param name="row">The cursor.</param>
/// <param name="column">The column.</param>
/// <param name="countsAll">Whether it matters how many different ones there are, where they are many.</param>
internal sealed class NumberScanner<T>(DataViewRow row, DataViewSchema.Column column, bool countsAll) : ColumnScanner(column)
    where T : struct, INumberBase<T>
{
    /// <summary>
    /// So many different ones are more than a network has bins for. More of them are counted only as long as they may be the numbers of
    /// the rows, each another whole number: of thousands of columns the counts would take gigabytes.
    /// </summary>
    private const int EnoughValues = 100;

    /// <summary>As many whole numbers may be codes, each of which is learned.</summary>
    private const int EnoughCodes = 500;

    private const int MostSampled = 1 << 16;

    private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
    private readonly ValueCounts<T> _counts = new();
    private readonly SpacedSample _spaced = new();
    private readonly ValueSample? _sample = countsAll ? new ValueSample(MostSampled) : null;
    private double? _shift; // One of the numbers: the squares of numbers far from zero would leave nothing of their spread.
    private double _sum, _squares; // Of the distances from it.
    private double _minimum = double.PositiveInfinity, _maximum = double.NegativeInfinity;
    private bool _isWhole = true, _hasRepeats;
    private long _missing;
    private T _value;

    public override object? Last => T.IsFinite(_value) ? _value : null;

    public override void Read()
    {
        _getter(ref _value);
        if (!T.IsFinite(_value))
        {
            _missing++;
            return;
        }

        double number = double.CreateSaturating(_value);
        _minimum = Math.Min(_minimum, number);
        _maximum = Math.Max(_maximum, number);
        _spaced.Add(number);
        _isWhole &= Math.Floor(number) == number;
        if (_counts.HasAll)
            Count();
        if (_sample is null)
            return;
        _sample.Add(number);
        _shift ??= number;
        double distance = number - _shift.Value;
        _sum += distance;
        _squares += distance * distance;
    }

    public override ColumnProfile Finish(long rows) => new(Column, rows, _missing, _counts, _counts.HasAll)
    {
        Minimum = _minimum <= _maximum ? _minimum : double.NaN,
        Maximum = _minimum <= _maximum ? _maximum : double.NaN,
        Typical = _spaced.Median(),
        IsWhole = _isWhole,
        HasRepeats = _hasRepeats,
        TailWeight = TailWeight(rows - _missing),
    };

    private double TailWeight(long count)
    {
        if (_sample is null || count == 0)
            return double.NaN;
        double mean = _sum / count;
        return Math.Sqrt(Math.Max(0, (_squares / count) - (mean * mean))) / _sample.MeasureDeviation().Range;
    }

    private void Count()
    {
        int before = _counts.Count;
        _counts.Add(_value);
        _hasRepeats |= _counts.HasAll && _counts.Count == before;
        if (!countsAll && _counts.Count > (_isWhole ? EnoughCodes : EnoughValues) && (_hasRepeats || !_isWhole))
            _counts.Stop();
    }
}
