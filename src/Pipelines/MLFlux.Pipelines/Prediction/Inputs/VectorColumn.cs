using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>A column of vectors.</summary>
internal sealed class VectorColumn<T>(DataViewSchema.Column column, ItemKind<T> kind) : InputColumn(column)
{
    /// <summary>Beyond it, a whole number may have been rounded to another.</summary>
    private const float ExactFloats = (1 << 24) - 1;

    /// <inheritdoc cref="ExactFloats"/>
    private const double ExactDoubles = (1L << 53) - 1;

    private readonly int _size = ((VectorDataViewType)column.Type).Size;
    private T[] _own = [];
    private ReadOnlyMemory<T> _values;

    public override void Set(object? value, bool isForeign)
    {
        switch (JsonValues.Scalar(value))
        {
            case T[] array:
                _values = array;
                break;
            case ReadOnlyMemory<T> memory:
                _values = memory;
                break;
            case VBuffer<T> buffer:
                buffer.CopyTo(Own(buffer.Length));
                break;
            case JsonArray json when NumbersOf(json) is { } numbers:
                _values = numbers;
                break;
            case ICollection items:
                Convert(items, items.Count);
                break;
            case IEnumerable items and not (string or JsonObject):
                object?[] all = [.. items];
                Convert(all, all.Length);
                break;
            case var other:
                throw Fault(Expected, other);
        }

        if (_size > 0 && _values.Length != _size)
            throw Fault(Expected, value);
    }

    public override Delegate CreateGetter() => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, _values.Length);
        _values.Span.CopyTo(editor.Values);
        value = editor.Commit();
    });

    public override void Forget() => _values = default;

    public override string Expected => _size > 0 ? $"{_size:N0} values, each {kind.Expected}" : $"a list of values, each {kind.Expected}";

    private Span<T> Own(int length)
    {
        if (_own.Length < length)
            _own = new T[length];
        _values = _own.AsMemory(0, length);
        return _own.AsSpan(0, length);
    }

    private void Convert(IEnumerable items, int count)
    {
        if (_size > 0 && count != _size)
            throw new ArgumentException($"Column '{Name}': expected {Expected}, got {count:N0} values.");

        Span<T> values = Own(count);
        int place = 0;
        foreach (object? item in items)
        {
            object? given = JsonValues.Scalar(item);
            if (given is null)
                values[place] = kind.HasMissing ? kind.Missing : throw Fault(kind.Expected, null, place);
            else if (!kind.TryConvert(given, out values[place]))
                throw Fault(kind.Expected, given, place);
            place++;
        }
    }

    /// <summary>
    /// The numbers of an array, read at once; null where there is something else in it, or a whole number that may have been
    /// rounded: then one is looked at after another.
    /// </summary>
    private static T[]? NumbersOf(JsonArray json)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return null;

        try
        {
            object? numbers = json.Deserialize(NumberArrays.Default.GetTypeInfo(typeof(T[]))!);
            return numbers switch
            {
                float[] all when all.AsSpan().ContainsAnyExceptInRange(-ExactFloats, ExactFloats) => null,
                double[] all when all.AsSpan().ContainsAnyExceptInRange(-ExactDoubles, ExactDoubles) => null,
                _ => (T[]?)numbers,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
