using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Estimators;

/// <summary>Reads several columns as one row of features, which stays sparse where most of it is zeros.</summary>
internal static class JoinedFeatures
{
    /// <summary>From so many values on, of four, a row is written out: indices take as much room as the values.</summary>
    private const int SparseShare = 4;

    /// <param name="row">The cursor.</param>
    /// <param name="inputs">The columns.</param>
    public static ValueGetter<VBuffer<float>> CreateGetter(DataViewRow row, BoundInputs inputs)
    {
        ValueGetter<VBuffer<float>>[] getters = [.. inputs.Columns.Select(column => FloatFeatureGetter.Create(row, column))];
        var parts = new VBuffer<float>[getters.Length];
        return (ref VBuffer<float> value) =>
        {
            int stored = 0;
            for (int i = 0; i < getters.Length; i++)
            {
                getters[i](ref parts[i]);
                if (parts[i].Length != inputs.Layout.Columns[i].Width)
                    throw inputs.WrongLength(i, parts[i].Length);
                stored += parts[i].GetValues().Length;
            }

            value = stored < inputs.Layout.Width / SparseShare
                ? JoinSparse(parts, inputs.Layout, ref value, stored)
                : JoinDense(parts, inputs.Layout, ref value);
        };
    }

    private static VBuffer<float> JoinDense(VBuffer<float>[] parts, InputLayout layout, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, layout.Width);
        for (int i = 0; i < parts.Length; i++)
            parts[i].CopyTo(editor.Values.Slice(layout.Columns[i].Start, layout.Columns[i].Width));
        return editor.Commit();
    }

    private static VBuffer<float> JoinSparse(VBuffer<float>[] parts, InputLayout layout, ref VBuffer<float> value, int stored)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, layout.Width, stored);
        int next = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            ReadOnlySpan<float> values = parts[i].GetValues();
            ReadOnlySpan<int> indices = parts[i].IsDense ? [] : parts[i].GetIndices();
            values.CopyTo(editor.Values[next..]);
            for (int j = 0; j < values.Length; j++)
                editor.Indices[next++] = layout.Columns[i].Start + (parts[i].IsDense ? j : indices[j]);
        }

        return editor.Commit();
    }
}
