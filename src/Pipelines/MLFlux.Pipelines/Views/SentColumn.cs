using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Views;

/// <summary>A column of rows that one process computes and another one reads.</summary>
internal abstract class SentColumn
{
    /// <summary>What a text, or a vector of any length, is taken to have of values.</summary>
    private const int UsualValues = 64;

    /// <summary>About how many bytes a row takes.</summary>
    public int Bytes { get; private init; }

    /// <summary>A column of a type; null where its values cannot be sent, such as images.</summary>
    public static SentColumn? Of(DataViewSchema.Column column)
    {
        DataViewType item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        Type raw = item.RawType;
        return item is not PrimitiveDataViewType ? null
            : raw == typeof(ReadOnlyMemory<char>) ? Of(column, new TextCodec(), UsualValues)
            : raw == typeof(bool) ? Plain<bool>(column)
            : raw == typeof(float) ? Plain<float>(column)
            : raw == typeof(double) ? Plain<double>(column)
            : raw == typeof(sbyte) ? Plain<sbyte>(column)
            : raw == typeof(byte) ? Plain<byte>(column)
            : raw == typeof(short) ? Plain<short>(column)
            : raw == typeof(ushort) ? Plain<ushort>(column)
            : raw == typeof(int) ? Plain<int>(column)
            : raw == typeof(uint) ? Plain<uint>(column)
            : raw == typeof(long) ? Plain<long>(column)
            : raw == typeof(ulong) ? Plain<ulong>(column)
            : raw == typeof(DateTime) ? Plain<DateTime>(column)
            : raw == typeof(DateTimeOffset) ? Plain<DateTimeOffset>(column)
            : raw == typeof(TimeSpan) ? Plain<TimeSpan>(column)
            : raw == typeof(DataViewRowId) ? Plain<DataViewRowId>(column) : null;
    }

    /// <summary>Writes the values of a cursor's rows from now on.</summary>
    public abstract void Bind(DataViewRow row);

    /// <summary>Writes the value of the row that the cursor stands on.</summary>
    public abstract void Write(BinaryWriter writer);

    /// <summary>Reads the value of the next row.</summary>
    public abstract void Read(BinaryReader reader);

    private static SentColumn Plain<T>(DataViewSchema.Column column)
        where T : unmanaged => Of(column, new PlainCodec<T>(), Unsafe.SizeOf<T>());

    private static SentColumn Of<T>(DataViewSchema.Column column, ValueCodec<T> codec, int bytes) =>
        column.Type is VectorDataViewType { Size: var size }
        ? new SentColumn<VBuffer<T>>(column, new VectorCodec<T>(codec))
        {
            Bytes = (int)Math.Min((long)(size > 0 ? size : UsualValues) * bytes, int.MaxValue),
        }
        : new SentColumn<T>(column, codec) { Bytes = bytes };
}
