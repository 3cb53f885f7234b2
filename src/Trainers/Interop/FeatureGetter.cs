using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Interop;

/// <summary>Reads the feature column as floats. Doubles are converted: networks calculate in single precision.</summary>
internal static class FeatureGetter
{
    /// <summary>Whether a column of vectors of this type can be read.</summary>
    public static bool Takes(DataViewType itemType) => itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double;

    public static ValueGetter<VBuffer<float>> Create(DataViewRow row, DataViewSchema.Column column)
    {
        if (((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Single)
            return row.GetGetter<VBuffer<float>>(column);

        ValueGetter<VBuffer<double>> getter = row.GetGetter<VBuffer<double>>(column);
        VBuffer<double> source = default;
        return (ref VBuffer<float> value) =>
        {
            getter(ref source);
            Convert(source, ref value);
        };
    }

    private static void Convert(in VBuffer<double> source, ref VBuffer<float> target)
    {
        ReadOnlySpan<double> values = source.GetValues();
        VBufferEditor<float> editor = VBufferEditor.Create(ref target, source.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            editor.Values[i] = (float)values[i];
        if (!source.IsDense)
            source.GetIndices().CopyTo(editor.Indices);
        target = editor.Commit();
    }
}
