using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>Reads one column of a model's output as an object of its own.</summary>
internal abstract class OutputReader
{
    /// <summary>Makes the reader for a column of any type.</summary>
    public static OutputReader Create(DataViewRow row, DataViewSchema.Column column)
    {
        DataViewType item = column.Type is VectorDataViewType vector ? vector.ItemType : column.Type;
        Type kind = column.Type is VectorDataViewType ? typeof(OfVectors<>) : typeof(OfValues<>);
        return (OutputReader)Activator.CreateInstance(kind.MakeGenericType(item.RawType), row, column, ItemsOf(column, item))!;
    }

    /// <summary>The value of the row as it stands.</summary>
    public abstract object? Read();

    /// <summary>What an item is shown as: text as a string, a key as what it stands for.</summary>
    private static Delegate? ItemsOf(DataViewSchema.Column column, DataViewType item) => item switch
    {
        TextDataViewType => (Func<ReadOnlyMemory<char>, object?>)(text => text.ToString()),
        KeyDataViewType key => KeyNames.Of(column, key),
        _ => null,
    };

    private sealed class OfValues<T>(DataViewRow row, DataViewSchema.Column column, Delegate? items) : OutputReader
    {
        private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
        private readonly Func<T, object?>? _items = (Func<T, object?>?)items;

        public override object? Read()
        {
            T value = default!;
            _getter(ref value);
            return _items is null ? value : _items(value);
        }
    }

    private sealed class OfVectors<T>(DataViewRow row, DataViewSchema.Column column, Delegate? items) : OutputReader
    {
        private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(column);
        private readonly Func<T, object?>? _items = (Func<T, object?>?)items;
        private readonly bool _isText = typeof(T) == typeof(ReadOnlyMemory<char>);
        private VBuffer<T> _buffer;

        public override object Read()
        {
            _getter(ref _buffer);
            var values = new T[_buffer.Length];
            _buffer.CopyTo(values);
            if (_items is null)
                return values;
            object?[] shown = Array.ConvertAll(values, value => _items(value));
            return _isText ? Array.ConvertAll(shown, text => (string)text!) : shown;
        }
    }
}
