using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Looks at the values of one column, row by row.</summary>
internal abstract class ColumnScanner(DataViewSchema.Column column)
{
    /// <summary>So many different values are kept; a column with more has too many for any use of them.</summary>
    private const int MostValues = 100_000;

    private readonly Dictionary<object, long> _values = [];
    private bool _hasAll = true;
    private long _missing;

    public DataViewSchema.Column Column { get; } = column;

    /// <summary>The value that was read last; null for a missing one.</summary>
    public object? Last { get; private set; }

    /// <summary>A scanner of scalars, or null for types of which only the type counts.</summary>
    public static ColumnScanner? Create(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => new TextScanner(row, column),
        BooleanDataViewType => new ValueScanner<bool>(row, column, value => value),
        NumberDataViewType type when type.RawType == typeof(float) => Number<float>(row, column),
        NumberDataViewType type when type.RawType == typeof(double) => Number<double>(row, column),
        NumberDataViewType type when type.RawType == typeof(sbyte) => Number<sbyte>(row, column),
        NumberDataViewType type when type.RawType == typeof(byte) => Number<byte>(row, column),
        NumberDataViewType type when type.RawType == typeof(short) => Number<short>(row, column),
        NumberDataViewType type when type.RawType == typeof(ushort) => Number<ushort>(row, column),
        NumberDataViewType type when type.RawType == typeof(int) => Number<int>(row, column),
        NumberDataViewType type when type.RawType == typeof(uint) => Number<uint>(row, column),
        NumberDataViewType type when type.RawType == typeof(long) => Number<long>(row, column),
        NumberDataViewType type when type.RawType == typeof(ulong) => Number<ulong>(row, column),
        DateTimeDataViewType => new ValueScanner<DateTime>(row, column, date => date == default ? null : date),
        DateTimeOffsetDataViewType => new ValueScanner<DateTimeOffset>(row, column, date => date == default ? null : date),
        _ => null,
    };

    /// <summary>Looks at the value of the row that the cursor stands on.</summary>
    public abstract void Read();

    public virtual ColumnProfile Finish(long rows) => new(Column, rows, _missing, _values, _hasAll);

    private protected void Add(object? value)
    {
        Last = value;
        if (value is null)
            _missing++;
        else if (_values.TryGetValue(value, out long count))
            _values[value] = count + 1;
        else if (_values.Count < MostValues)
            _values.Add(value, 1);
        else
            _hasAll = false;
    }

    private static NumberScanner<T> Number<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumberBase<T> => new(row, column);

    private sealed class ValueScanner<T>(DataViewRow row, DataViewSchema.Column column, Func<T, object?> present) : ColumnScanner(column)
        where T : struct
    {
        private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
        private T _value;

        public override void Read()
        {
            _getter(ref _value);
            Add(present(_value));
        }
    }

    private sealed class NumberScanner<T>(DataViewRow row, DataViewSchema.Column column) : ColumnScanner(column)
        where T : struct, INumberBase<T>
    {
        private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
        private T _value;
        private double _minimum = double.PositiveInfinity, _maximum = double.NegativeInfinity;
        private bool _isWhole = true;

        public override void Read()
        {
            _getter(ref _value);
            double number = double.CreateSaturating(_value);
            if (!double.IsFinite(number))
            {
                Add(null);
                return;
            }

            Add(_value);
            _minimum = Math.Min(_minimum, number);
            _maximum = Math.Max(_maximum, number);
            _isWhole &= Math.Floor(number) == number;
        }

        public override ColumnProfile Finish(long rows) => base.Finish(rows) with
        {
            Minimum = _minimum <= _maximum ? _minimum : double.NaN,
            Maximum = _minimum <= _maximum ? _maximum : double.NaN,
            IsWhole = _isWhole,
        };
    }

    private sealed class TextScanner(DataViewRow row, DataViewSchema.Column column) : ColumnScanner(column)
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        private ReadOnlyMemory<char> _text;
        private long _words, _texts;

        public override void Read()
        {
            _getter(ref _text);
            if (_text.Span.IsWhiteSpace())
            {
                Add(null);
                return;
            }

            Add(_text.ToString());
            _texts++;
            foreach (Range range in _text.Span.Split(' '))
                _words += range.Start.Value < range.End.Value ? 1 : 0;
        }

        public override ColumnProfile Finish(long rows) => base.Finish(rows) with { Words = _texts == 0 ? 0 : _words / (double)_texts };
    }
}
