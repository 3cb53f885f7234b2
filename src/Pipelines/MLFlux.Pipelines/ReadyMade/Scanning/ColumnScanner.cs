using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Looks at the values of one column, row by row.</summary>
internal abstract class ColumnScanner(DataViewSchema.Column column)
{
    public DataViewSchema.Column Column { get; } = column;

    /// <summary>The value that was read last; null for a missing one.</summary>
    public abstract object? Last { get; }

    /// <summary>A scanner of scalars, or null for types of which only the type counts.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="column">The column.</param>
    /// <param name="countsAll">Whether it matters how many different numbers there are, where they are many.</param>
    public static ColumnScanner? Create(DataViewRow row, DataViewSchema.Column column, bool countsAll) => column.Type switch
    {
        TextDataViewType => new TextScanner(row, column),
        BooleanDataViewType => new ValueScanner<bool>(row, column, _ => true),
        NumberDataViewType type when type.RawType == typeof(float) => Number<float>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(double) => Number<double>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(sbyte) => Number<sbyte>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(byte) => Number<byte>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(short) => Number<short>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(ushort) => Number<ushort>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(int) => Number<int>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(uint) => Number<uint>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(long) => Number<long>(row, column, countsAll),
        NumberDataViewType type when type.RawType == typeof(ulong) => Number<ulong>(row, column, countsAll),
        DateTimeDataViewType => new ValueScanner<DateTime>(row, column, date => date != default),
        DateTimeOffsetDataViewType => new ValueScanner<DateTimeOffset>(row, column, date => date != default),
        _ => null,
    };

    /// <summary>Looks at the value of the row that the cursor stands on.</summary>
    public abstract void Read();

    /// <summary>What was found in so many rows.</summary>
    public abstract ColumnProfile Finish(long rows);

    private static NumberScanner<T> Number<T>(DataViewRow row, DataViewSchema.Column column, bool countsAll)
        where T : struct, INumberBase<T> => new(row, column, countsAll);
}
