using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>The values of one column, to be read in another order.</summary>
internal abstract class ShuffledColumn
{
    protected ShuffledColumn(DataViewSchema.Column column) => Column = column;

    public DataViewSchema.Column Column { get; }

    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>Whether all values are the same, so that no order changes anything.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>Reads all values of a column.</summary>
    public static ShuffledColumn Read(IDataView data, DataViewSchema.Column column)
    {
        Type type = column.Type is VectorDataViewType vector
            ? typeof(Vectors<>).MakeGenericType(vector.ItemType.RawType)
            : column.Type is TextDataViewType ? typeof(Texts) : typeof(Values<>).MakeGenericType(column.Type.RawType);
        var shuffled = (ShuffledColumn)Activator.CreateInstance(type, column)!;
        shuffled.ReadAll(data);
        return shuffled;
    }

    /// <summary>Gives the value of a row by its place in an order.</summary>
    public abstract Delegate Getter(int[] order, Func<long> row);

    protected abstract void ReadAll(IDataView data);

    private class Values<T>(DataViewSchema.Column column) : ShuffledColumn(column)
    {
        private readonly List<T> _values = [];

        public sealed override int Count => _values.Count;

        public sealed override bool IsConstant => _values.All(value => AreSame(value, _values[0]));

        public sealed override Delegate Getter(int[] order, Func<long> row) =>
            new ValueGetter<T>((ref T value) => Copy(_values[order[row()]], ref value));

        protected sealed override void ReadAll(IDataView data)
        {
            using DataViewRowCursor cursor = data.GetRowCursor([Column]);
            ValueGetter<T> read = cursor.GetGetter<T>(Column);
            while (cursor.MoveNext())
            {
                T value = default!; // A new one, so that vectors do not share memory.
                read(ref value);
                _values.Add(value);
            }
        }

        protected virtual void Copy(T value, ref T to) => to = value;

        protected virtual bool AreSame(T first, T second) => EqualityComparer<T>.Default.Equals(first, second);
    }

    private sealed class Texts(DataViewSchema.Column column) : Values<ReadOnlyMemory<char>>(column)
    {
        protected override bool AreSame(ReadOnlyMemory<char> first, ReadOnlyMemory<char> second) => first.Span.SequenceEqual(second.Span);
    }

    /// <summary>Vectors are copied into the reader's memory, which it may write to.</summary>
    private sealed class Vectors<TItem>(DataViewSchema.Column column) : Values<VBuffer<TItem>>(column)
    {
        protected override void Copy(VBuffer<TItem> value, ref VBuffer<TItem> to) => value.CopyTo(ref to);

        protected override bool AreSame(VBuffer<TItem> first, VBuffer<TItem> second) => first.DenseValues()
            .SequenceEqual(second.DenseValues());
    }
}
