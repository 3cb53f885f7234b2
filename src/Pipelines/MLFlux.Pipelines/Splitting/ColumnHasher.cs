using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Splitting;

/// <summary>Adds the value of one column, of the row that a cursor stands on, to a hash.</summary>
internal abstract class ColumnHasher
{
    private static readonly Type[] s_known =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    /// <summary>Whether the values of a type can be compared: numbers, keys, texts, truth values, times, and vectors of them.</summary>
    public static bool CanCompare(DataViewType type) =>
        Item(type) is { } item && (item is TextDataViewType || s_known.Contains(item.RawType));

    /// <summary>A hasher for a column of a type that can be compared.</summary>
    public static ColumnHasher Of(DataViewRow row, DataViewSchema.Column column) => (column.Type, Item(column.Type)) switch
    {
        (VectorDataViewType, TextDataViewType) => new TextVectorHasher(row, column),
        (_, TextDataViewType) => new TextHasher(row, column),
        (VectorDataViewType, { } item) => Create(typeof(VectorHasher<>), item.RawType, row, column),
        _ => Create(typeof(ValueHasher<>), column.Type.RawType, row, column),
    };

    public abstract void Add(ref RowHash hash);

    private static DataViewType? Item(DataViewType type) =>
        type is VectorDataViewType vector ? vector.ItemType : type as PrimitiveDataViewType;

    private static ColumnHasher Create(Type hasher, Type item, DataViewRow row, DataViewSchema.Column column) =>
        (ColumnHasher)Activator.CreateInstance(
            hasher.MakeGenericType(item), BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null,
            [row, column], null)!;

    /// <summary>What tells a value from others; all NaN are one value, and both zeros.</summary>
    private static ulong Bits<T>(T value) => value switch
    {
        float number => float.IsNaN(number) ? uint.MaxValue : number == 0 ? 0 : BitConverter.SingleToUInt32Bits(number),
        double number => double.IsNaN(number) ? ulong.MaxValue : number == 0 ? 0 : BitConverter.DoubleToUInt64Bits(number),
        DateTime date => (ulong)date.Ticks,
        DateTimeOffset date => (ulong)date.UtcTicks,
        TimeSpan span => (ulong)span.Ticks,
        _ => Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            _ => Unsafe.As<T, ulong>(ref value),
        },
    };

    private sealed class ValueHasher<T>(DataViewRow row, DataViewSchema.Column column) : ColumnHasher
    {
        private readonly ValueGetter<T> _read = row.GetGetter<T>(column);
        private T _value = default!;

        public override void Add(ref RowHash hash)
        {
            _read(ref _value);
            hash.Add(Bits(_value));
        }
    }

    private sealed class TextHasher(DataViewRow row, DataViewSchema.Column column) : ColumnHasher
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _read = row.GetGetter<ReadOnlyMemory<char>>(column);
        private ReadOnlyMemory<char> _text;

        public override void Add(ref RowHash hash)
        {
            _read(ref _text);
            hash.Add(_text.Span);
        }
    }

    /// <summary>A vector by its length and the values that are not zero, whether they are stored densely or not.</summary>
    private sealed class VectorHasher<T>(DataViewRow row, DataViewSchema.Column column) : ColumnHasher
    {
        private readonly ValueGetter<VBuffer<T>> _read = row.GetGetter<VBuffer<T>>(column);
        private VBuffer<T> _vector;

        public override void Add(ref RowHash hash)
        {
            _read(ref _vector);
            hash.Add((ulong)_vector.Length);
            foreach (KeyValuePair<int, T> item in _vector.Items())
            {
                if (Bits(item.Value) is not 0 and var bits)
                {
                    hash.Add((ulong)item.Key);
                    hash.Add(bits);
                }
            }
        }
    }

    private sealed class TextVectorHasher(DataViewRow row, DataViewSchema.Column column) : ColumnHasher
    {
        private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>> _read = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        private VBuffer<ReadOnlyMemory<char>> _vector;

        public override void Add(ref RowHash hash)
        {
            _read(ref _vector);
            hash.Add((ulong)_vector.Length);
            foreach (KeyValuePair<int, ReadOnlyMemory<char>> item in _vector.Items())
            {
                if (item.Value.IsEmpty)
                    continue;
                hash.Add((ulong)item.Key);
                hash.Add(item.Value.Span);
            }
        }
    }
}
