using System.Numerics;
using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>Looks at numbers: from which to which they are, and whether all are whole.</summary>
internal sealed class NumberScanner<T>(DataViewRow row, DataViewSchema.Column column) : ColumnScanner(column)
    where T : struct, INumberBase<T>
{
    private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
    private readonly ValueCounts<T> _counts = new();
    private double _minimum = double.PositiveInfinity, _maximum = double.NegativeInfinity;
    private bool _isWhole = true;
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

        _counts.Add(_value);
        double number = double.CreateSaturating(_value);
        _minimum = Math.Min(_minimum, number);
        _maximum = Math.Max(_maximum, number);
        _isWhole &= Math.Floor(number) == number;
    }

    public override ColumnProfile Finish(long rows) => new(Column, rows, _missing, _counts, _counts.HasAll)
    {
        Minimum = _minimum <= _maximum ? _minimum : double.NaN,
        Maximum = _minimum <= _maximum ? _maximum : double.NaN,
        IsWhole = _isWhole,
    };
}
