using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>A window's history, relative, and what it is relative to.</summary>
/// <param name="History">The history; the array is used again for the next row.</param>
/// <param name="Scales">The level and the spread of each value column.</param>
internal readonly record struct RelativeRow(float[] History, (float Level, float Spread)[] Scales)
{
    /// <summary>The column of histories of a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing, or of another size.</exception>
    public static DataViewSchema.Column FindHistory(DataViewSchema schema, WindowScale scale)
    {
        DataViewSchema.Column column = schema.Find(scale.Windows.HistoryColumn);
        int size = scale.Windows.History * scale.Channels;
        return column.Type is VectorDataViewType { Size: var found, ItemType: var item } && item == NumberDataViewType.Single
            && found == size
            ? column
            : throw SchemaErrors.WrongType(column.Name, $"a vector of {size} Single, as when it was fitted", column.Type.ToString()!);
    }

    /// <summary>Reads the window of a row.</summary>
    public static Func<RelativeRow> Reader(DataViewRow row, DataViewSchema.Column history, WindowScale scale)
    {
        ValueGetter<VBuffer<float>> read = row.GetGetter<VBuffer<float>>(row.Schema[history.Index]);
        VBuffer<float> buffer = default;
        var values = new float[scale.Windows.History * scale.Channels];
        return () =>
        {
            read(ref buffer);
            buffer.CopyTo(values);
            return new RelativeRow(values, scale.MakeRelative(values));
        };
    }
}
