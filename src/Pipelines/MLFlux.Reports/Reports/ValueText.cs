using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Labels;

namespace MLFlux.Reports;

/// <summary>Values of columns as text.</summary>
internal static class ValueText
{
    private const int Longest = 200, MostNames = 1_000_000;

    /// <summary>Whether values of the type have a text.</summary>
    public static bool IsRead(DataViewType type) =>
        type is TextDataViewType or BooleanDataViewType or NumberDataViewType or DateTimeDataViewType
        || (type is KeyDataViewType { Count: <= MostNames } && type.RawType == typeof(uint))
        || (type is VectorDataViewType { ItemType: NumberDataViewType item } && item.RawType == typeof(float));

    /// <summary>Reads the value of the cursor's row.</summary>
    public static Func<string> Reader(DataViewRowCursor cursor, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Read<ReadOnlyMemory<char>>(cursor, column, text => TextTable.Cut(text.ToString(), Longest)),
        BooleanDataViewType => Read<bool>(cursor, column, value => value.ToString()),
        DateTimeDataViewType => Read<DateTime>(cursor, column,
            value => value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        VectorDataViewType => Read<VBuffer<float>>(cursor, column,
            values => string.Join(" ", values.DenseValues().Select(value => Number(value)))),
        KeyDataViewType key => Keys(cursor, column, key),
        { RawType: var raw } when raw == typeof(float) => Read<float>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(double) => Read<double>(cursor, column, Number),
        { RawType: var raw } when raw == typeof(sbyte) => Read<sbyte>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(byte) => Read<byte>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(short) => Read<short>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(ushort) => Read<ushort>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(int) => Read<int>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(uint) => Read<uint>(cursor, column, value => Number(value)),
        { RawType: var raw } when raw == typeof(long) => Read<long>(cursor, column, value => value.ToString(CultureInfo.InvariantCulture)),
        _ => Read<ulong>(cursor, column, value => value.ToString(CultureInfo.InvariantCulture)),
    };

    private static string Number(double value) => double.IsNaN(value) ? "" : value == Math.Truncate(value) ? LabelText.Of(value)
        : value.ToString("G7", CultureInfo.InvariantCulture);

    private static Func<string> Keys(DataViewRowCursor cursor, DataViewSchema.Column column, KeyDataViewType key)
    {
        string[] names = ClassNames.Of(column, key);
        return Read<uint>(cursor, column, value => value == 0 ? "" : names[value - 1]);
    }

    private static Func<string> Read<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, string> text)
    {
        ValueGetter<T> read = cursor.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            read(ref value);
            return text(value);
        };
    }
}
