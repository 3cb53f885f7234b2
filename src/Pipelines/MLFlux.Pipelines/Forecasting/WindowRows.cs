using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Forecasting;

/// <summary>Reads vectors of windows.</summary>
internal static class WindowRows
{
    /// <summary>Reads two vectors of each window.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="first">A column of vectors.</param>
    /// <param name="second">Another.</param>
    /// <param name="take">Takes the values of the two.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no vector of floats.</exception>
    public static void Read(IDataView windows, string first, string second, Action<float[], float[]> take)
    {
        DataViewSchema.Column one = Vector(windows.Schema, first), other = Vector(windows.Schema, second);
        using DataViewRowCursor cursor = windows.GetRowCursor([one, other]);
        ValueGetter<VBuffer<float>> readOne = cursor.GetGetter<VBuffer<float>>(one), readOther = cursor.GetGetter<VBuffer<float>>(other);
        VBuffer<float> oneBuffer = default, otherBuffer = default;
        while (cursor.MoveNext())
        {
            readOne(ref oneBuffer);
            readOther(ref otherBuffer);
            take([.. oneBuffer.DenseValues()], [.. otherBuffer.DenseValues()]);
        }
    }

    private static DataViewSchema.Column Vector(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.Find(name);
        return column.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single
            ? column
            : throw SchemaErrors.WrongType(name, "a vector of floats, as windows and their forecasts have", column.Type.ToString()!);
    }
}
