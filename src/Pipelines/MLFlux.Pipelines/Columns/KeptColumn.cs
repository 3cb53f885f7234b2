using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Columns;

/// <summary>A column of a table in memory, which is filled from a cursor, row by row, and then only read.</summary>
internal abstract class KeptColumn
{
    /// <summary>How many rows are stored in one piece.</summary>
    public const int ChunkRows = 1 << 16;

    /// <summary>More bytes than there are, of a column that cannot be kept after all.</summary>
    private protected const long MostBytes = long.MaxValue >> 20;

    /// <summary>About how many bytes it takes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Whether columns of a type can be kept: all of one value a row, and vectors of so many floats.</summary>
    public static bool CanKeep(DataViewType type) => type is VectorDataViewType { Size: > 0, ItemType: var item }
        ? item == NumberDataViewType.Single : type is PrimitiveDataViewType and not RowIdDataViewType;

    /// <summary>An empty column that is filled from a row of a view.</summary>
    public static KeptColumn Of(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => new KeptTexts(row, column),
        VectorDataViewType => new KeptVectors(row, column),
        BooleanDataViewType => new KeptValues<bool>(row, column),
        DateTimeDataViewType => new KeptValues<DateTime>(row, column),
        DateTimeOffsetDataViewType => new KeptValues<DateTimeOffset>(row, column),
        TimeSpanDataViewType => new KeptValues<TimeSpan>(row, column),
        { RawType: var raw } when raw == typeof(float) => new KeptNumbers<float>(row, column),
        { RawType: var raw } when raw == typeof(double) => new KeptNumbers<double>(row, column),
        { RawType: var raw } when raw == typeof(sbyte) => new KeptNumbers<sbyte>(row, column),
        { RawType: var raw } when raw == typeof(byte) => new KeptNumbers<byte>(row, column),
        { RawType: var raw } when raw == typeof(short) => new KeptNumbers<short>(row, column),
        { RawType: var raw } when raw == typeof(ushort) => new KeptNumbers<ushort>(row, column),
        { RawType: var raw } when raw == typeof(int) => new KeptNumbers<int>(row, column),
        { RawType: var raw } when raw == typeof(uint) => new KeptNumbers<uint>(row, column),
        { RawType: var raw } when raw == typeof(long) => new KeptNumbers<long>(row, column),
        { RawType: var raw } when raw == typeof(ulong) => new KeptNumbers<ulong>(row, column),
        _ => throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, which cannot be kept."),
    };

    /// <summary>Adds the value of the row that the cursor stands on.</summary>
    public abstract void Append();

    /// <summary>Ends filling.</summary>
    public abstract void Close();
}
