using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Reports;

/// <summary>The values of one column, in an order of their own.</summary>
internal abstract class ShuffledColumn
{
    protected ShuffledColumn(DataViewSchema.Column column) => Column = column;

    public DataViewSchema.Column Column { get; }

    /// <summary>Reads all values of a column.</summary>
    public static ShuffledColumn Read(IDataView data, DataViewSchema.Column column)
    {
        Type type = column.Type is VectorDataViewType vector
            ? typeof(Vectors<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(Values<>).MakeGenericType(column.Type.RawType);
        var shuffled = (ShuffledColumn)Activator.CreateInstance(type, column)!;
        shuffled.ReadAll(data);
        return shuffled;
    }

    public abstract void Shuffle(Random random);

    /// <summary>Gives the value of a row by its place.</summary>
    public abstract Delegate Getter(Func<long> row);

    protected abstract void ReadAll(IDataView data);

    private class Values<T>(DataViewSchema.Column column) : ShuffledColumn(column)
    {
        private readonly List<T> _values = [];
        private int[] _order = [];

        public sealed override void Shuffle(Random random)
        {
            _order = [.. Enumerable.Range(0, _values.Count)];
            random.Shuffle(_order);
        }

        public sealed override Delegate Getter(Func<long> row)
        {
            int[] order = _order; // A later shuffle is of another view.
            return new ValueGetter<T>((ref T value) => Copy(_values[order[row()]], ref value));
        }

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
    }

    /// <summary>Vectors are copied into the reader's memory, which it may write to.</summary>
    private sealed class Vectors<TItem>(DataViewSchema.Column column) : Values<VBuffer<TItem>>(column)
    {
        protected override void Copy(VBuffer<TItem> value, ref VBuffer<TItem> to) => value.CopyTo(ref to);
    }
}
