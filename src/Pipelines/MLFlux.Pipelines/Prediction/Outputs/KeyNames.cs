using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>What the keys of a column stand for.</summary>
internal static class KeyNames
{
    private const string KeyValues = "KeyValues"; // ML.NET's name for the annotation

    /// <summary>
    /// A function from a column's key to the value that it stands for, or to its number, from 1, where it stands for nothing;
    /// null for the key of what is missing.
    /// </summary>
    public static Delegate Of(DataViewSchema.Column column, KeyDataViewType key)
    {
        object?[]? values = ValuesOf(column);
        if (key.RawType == typeof(uint))
            return (Func<uint, object?>)(number => At(values, number));
        if (key.RawType == typeof(byte))
            return (Func<byte, object?>)(number => At(values, number));
        if (key.RawType == typeof(ushort))
            return (Func<ushort, object?>)(number => At(values, number));
        return (Func<ulong, object?>)(number => At(values, number));
    }

    /// <summary>The values that a column's keys stand for, in the order of the keys; null where there are none.</summary>
    public static object?[]? ValuesOf(DataViewSchema.Column column)
    {
        DataViewSchema.Column? annotation = column.Annotations.Schema.GetColumnOrNull(KeyValues);
        return annotation?.Type is VectorDataViewType ? Read(column.Annotations, annotation.Value) : null;
    }

    /// <summary>The values of an annotation that is a vector.</summary>
    public static object?[] Read(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation) =>
        ((AnnotationReader)Activator.CreateInstance(
            typeof(AnnotationReaderOf<>).MakeGenericType(annotation.Type.GetItemRawType()))!).Read(annotations, annotation.Name);

    private static Type GetItemRawType(this DataViewType type) => ((VectorDataViewType)type).ItemType.RawType;

    private static object? At(object?[]? values, ulong number)
    {
        if (number == 0)
            return null;
        return values is null ? number : number <= (ulong)values.Length ? values[number - 1] : null;
    }

    private abstract class AnnotationReader
    {
        public abstract object?[] Read(DataViewSchema.Annotations annotations, string kind);
    }

    private sealed class AnnotationReaderOf<T> : AnnotationReader
    {
        public override object?[] Read(DataViewSchema.Annotations annotations, string kind)
        {
            VBuffer<T> values = default;
            annotations.GetValue(kind, ref values);
            return [.. values.DenseValues().Select(value => value is ReadOnlyMemory<char> text ? text.ToString() : (object?)value)];
        }
    }
}
