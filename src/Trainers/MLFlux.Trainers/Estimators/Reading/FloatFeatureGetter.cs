using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Onnx;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>
/// Reads a feature column as vectors of floats, a single value as a vector of one. Doubles are converted: networks calculate in single
/// precision. Bytes are divided by 255, as <c>ImageToVector</c> does with pixels. Keys become the whole numbers that embeddings take: 0
/// for a missing one, else from 1.
/// </summary>
internal static class FloatFeatureGetter
{
    /// <summary>Whether a column of numbers of this type can be read.</summary>
    public static bool Takes(DataViewType itemType) =>
        itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double || itemType == NumberDataViewType.Byte;

    /// <summary>Whether a column of numbers or keys, as a schema promises it, can be read.</summary>
    public static bool Takes(SchemaShape.Column column) =>
        column.IsKey ? column.ItemType == NumberDataViewType.UInt32 : Takes(column.ItemType);

    /// <summary>Whether a feature column is of keys, which only embeddings make sense of.</summary>
    public static bool IsKeys(DataViewSchema.Column column) => column.Type.GetItemType() is KeyDataViewType;

    /// <summary>Whether a column of keys of this type can be read.</summary>
    public static bool TakesKeys(DataViewType itemType) => itemType is KeyDataViewType key && key.RawType == typeof(uint);

    /// <summary>Whether a feature column is of bytes.</summary>
    public static bool IsBytes(DataViewSchema.Column column) => column.Type.GetItemType() == NumberDataViewType.Byte;

    /// <summary>What the values of a feature column stand for.</summary>
    public static InputKind KindOf(DataViewSchema.Column column) =>
        IsBytes(column) ? InputKind.Bytes : IsKeys(column) ? InputKind.Keys : InputKind.Numbers;

    /// <summary>The type that ML.NET's converter gives a feature column in an ONNX graph.</summary>
    public static OnnxType OnnxTypeOf(DataViewSchema.Column column) => column.Type.GetItemType() switch
    {
        KeyDataViewType => OnnxType.UInt32,
        var number when number == NumberDataViewType.Byte => OnnxType.UInt8,
        var number when number == NumberDataViewType.Double => OnnxType.Double,
        _ => OnnxType.Float,
    };

    /// <param name="row">The cursor.</param>
    /// <param name="column">The feature column.</param>
    /// <param name="places">What each key is taken for, from 0 for a missing one; null for the keys as they are.</param>
    public static ValueGetter<VBuffer<float>> Create(DataViewRow row, DataViewSchema.Column column, uint[]? places = null)
    {
        if (column.Type.GetItemType() == NumberDataViewType.Single)
            return Values<float>(row, column);

        if (IsBytes(column))
            return CreateFromBytes(Values<byte>(row, column));

        return IsKeys(column)
            ? Create(Values<uint>(row, column), key => places is null ? key : key < places.Length ? places[key] : 0)
            : Create(Values<double>(row, column), number => (float)number);
    }

    /// <summary>Reads a column in its own type, a single value as a vector of one.</summary>
    public static ValueGetter<VBuffer<T>> Values<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return row.GetGetter<VBuffer<T>>(column);

        ValueGetter<T> getter = row.GetGetter<T>(column);
        return (ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, 1);
            getter(ref editor.Values[0]);
            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<float>> Create<T>(ValueGetter<VBuffer<T>> getter, Func<T, float> convert)
    {
        VBuffer<T> source = default;
        return (ref VBuffer<float> value) =>
        {
            getter(ref source);
            Convert(source, ref value, convert);
        };
    }

    private static ValueGetter<VBuffer<float>> CreateFromBytes(ValueGetter<VBuffer<byte>> getter)
    {
        VBuffer<byte> source = default;
        byte[] dense = [];
        return (ref VBuffer<float> value) =>
        {
            getter(ref source);
            if (dense.Length != source.Length)
                dense = new byte[source.Length];
            source.CopyTo(dense);
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, dense.Length);
            ByteScale.Apply(dense, editor.Values);
            value = editor.Commit();
        };
    }

    private static void Convert<T>(in VBuffer<T> source, ref VBuffer<float> target, Func<T, float> convert)
    {
        ReadOnlySpan<T> values = source.GetValues();
        VBufferEditor<float> editor = VBufferEditor.Create(ref target, source.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            editor.Values[i] = convert(values[i]);
        if (!source.IsDense)
            source.GetIndices().CopyTo(editor.Indices);
        target = editor.Commit();
    }
}
