using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Normalizing;

/// <summary>Reads numbers in double precision, and gives them scaled.</summary>
internal static class RobustGetters
{
    /// <summary>Gives the numbers of a column of vectors as doubles.</summary>
    public static ValueGetter<VBuffer<double>> Doubles(DataViewRow row, DataViewSchema.Column column) =>
        ((VectorDataViewType)column.Type).ItemType == NumberDataViewType.Double ? row.GetGetter<VBuffer<double>>(column)
            : Widened(row.GetGetter<VBuffer<float>>(column));

    /// <summary>Gives the number of a column of floats or doubles as a double.</summary>
    public static ValueGetter<double> Double(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Double)
            return row.GetGetter<double>(column);

        ValueGetter<float> get = row.GetGetter<float>(column);
        float number = 0;
        return (ref double value) =>
        {
            get(ref number);
            value = number;
        };
    }

    /// <summary>A getter of the scaled number or vector, in single precision.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="scales">The scale of each slot.</param>
    /// <param name="start">The number whose distances are scaled, of a column of <c>Int64</c>; null for others.</param>
    public static Delegate Scaled(DataViewRow row, DataViewSchema.Column column, RobustScale[] scales, long? start = null)
    {
        if (column.Type is VectorDataViewType)
            return Scaled(Doubles(row, column), scales);

        RobustScale scale = scales[0];
        if (start is long from)
            return Scaled(row.GetGetter<long>(column), scale, from);
        ValueGetter<double> get = Double(row, column);
        double number = 0;
        return (ValueGetter<float>)((ref float value) =>
        {
            get(ref number);
            value = scale.Apply(number);
        });
    }

    /// <summary>How far a whole number is from another.</summary>
    public static double Distance(long number, long start) => (double)((Int128)number - start);

    private static ValueGetter<float> Scaled(ValueGetter<long> get, RobustScale scale, long start)
    {
        long number = 0;
        return (ref float value) =>
        {
            get(ref number);
            value = scale.Apply(Distance(number, start));
        };
    }

    private static ValueGetter<VBuffer<float>> Scaled(ValueGetter<VBuffer<double>> get, RobustScale[] scales)
    {
        VBuffer<double> numbers = default;
        double[] dense = new double[scales.Length];
        return (ref VBuffer<float> vector) =>
        {
            get(ref numbers);
            numbers.CopyTo(dense);
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, dense.Length);
            for (int slot = 0; slot < dense.Length; slot++)
                editor.Values[slot] = scales[slot].Apply(dense[slot]);
            vector = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<double>> Widened(ValueGetter<VBuffer<float>> get)
    {
        VBuffer<float> singles = default;
        return (ref VBuffer<double> values) =>
        {
            get(ref singles);
            VBufferEditor<double> editor = VBufferEditor.Create(ref values, singles.Length);
            editor.Values.Clear();
            ReadOnlySpan<float> given = singles.GetValues();
            ReadOnlySpan<int> slots = singles.IsDense ? default : singles.GetIndices();
            for (int i = 0; i < given.Length; i++)
                editor.Values[singles.IsDense ? i : slots[i]] = given[i];
            values = editor.Commit();
        };
    }
}
