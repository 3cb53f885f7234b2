using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.MLNet;

/// <summary>Reads annotations that are vectors of a type that is known only when they are there.</summary>
internal static class AnnotationValues
{
    /// <summary>The values that a column's keys stand for, in the order of the keys; null where there are none.</summary>
    public static object?[]? OfKeys(DataViewSchema.Column column) =>
        column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues) is { Type: VectorDataViewType } values
            ? Read(column.Annotations, values) : null;

    /// <summary>The values of an annotation that is a vector; texts are strings.</summary>
    public static object?[] Read(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation) =>
        ((Reader)Activator.CreateInstance(
            typeof(ReaderOf<>).MakeGenericType(((VectorDataViewType)annotation.Type).ItemType.RawType))!)
            .Read(annotations, annotation.Name);

    private abstract class Reader
    {
        public abstract object?[] Read(DataViewSchema.Annotations annotations, string kind);
    }

    private sealed class ReaderOf<T> : Reader
    {
        public override object?[] Read(DataViewSchema.Annotations annotations, string kind)
        {
            VBuffer<T> values = default;
            annotations.GetValue(kind, ref values);
            return [.. values.DenseValues().Select(value => value is ReadOnlyMemory<char> text ? text.ToString() : (object?)value)];
        }
    }
}
