using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.MLNet;

/// <summary>Keeps copies of one passed-on column for a block of rows, so that the source can move on.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Makes the buffer for a column of any type.</summary>
    public static ColumnBuffer Create(DataViewRow source, DataViewSchema.Column column)
    {
        Type kind = column.Type is VectorDataViewType vector
            ? typeof(Vector<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(Scalar<>).MakeGenericType(column.Type.RawType);
        return (ColumnBuffer)Activator.CreateInstance(kind, source, column)!;
    }

    /// <summary>Copies the value of the row the source stands on.</summary>
    public abstract void Read(int slot);

    /// <summary>A getter of the value in the slot that <paramref name="slot"/> says at each call.</summary>
    public abstract Delegate CreateGetter(Func<int> slot);

    private protected static void Grow<T>(ref T[] values, int slot)
    {
        if (slot >= values.Length)
            Array.Resize(ref values, Math.Max(slot + 1, values.Length * 2));
    }

    private sealed class Scalar<T>(DataViewRow source, DataViewSchema.Column column) : ColumnBuffer
    {
        private readonly ValueGetter<T> _getter = source.GetGetter<T>(column);
        private T[] _values = new T[16];

        public override void Read(int slot)
        {
            Grow(ref _values, slot);
            _values[slot] = default!; // A getter may reuse what it finds, and that one was given away.
            _getter(ref _values[slot]);
        }

        public override Delegate CreateGetter(Func<int> slot) => (ValueGetter<T>)((ref T value) => value = _values[slot()]);
    }

    private sealed class Vector<T>(DataViewRow source, DataViewSchema.Column column) : ColumnBuffer
    {
        private readonly ValueGetter<VBuffer<T>> _getter = source.GetGetter<VBuffer<T>>(column);
        private VBuffer<T>[] _values = new VBuffer<T>[16];

        public override void Read(int slot)
        {
            Grow(ref _values, slot);
            _getter(ref _values[slot]);
        }

        public override Delegate CreateGetter(Func<int> slot) =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[slot()].CopyTo(ref value));
    }
}
