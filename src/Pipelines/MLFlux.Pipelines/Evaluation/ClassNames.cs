using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;

namespace MLFlux.Evaluation;

/// <summary>Reads the names of classes from a key column.</summary>
internal static class ClassNames
{
    private const string KeyValues = "KeyValues"; // ML.NET's name for the annotation
    private static readonly MethodInfo s_read = typeof(ClassNames).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The values that the column's keys stand for, as text; 0, 1, 2, ... for keys without values.</summary>
    public static string[] Of(DataViewSchema.Column column, KeyDataViewType type)
    {
        DataViewSchema.Column? annotation = column.Annotations.Schema.GetColumnOrNull(KeyValues);
        if (annotation?.Type is not VectorDataViewType values)
            return [.. Enumerable.Range(0, checked((int)type.Count)).Select(i => i.ToString(CultureInfo.InvariantCulture))];

        // The annotation is of whatever type the label was before it became a key.
        return (string[])s_read.MakeGenericMethod(values.ItemType.RawType).Invoke(null, [column.Annotations])!;
    }

    private static string[] Read<T>(DataViewSchema.Annotations annotations)
    {
        VBuffer<T> values = default;
        annotations.GetValue(KeyValues, ref values);
        return [.. values.DenseValues().Select(value => LabelText.Of(value))];
    }
}
