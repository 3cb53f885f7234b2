using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Normalizing;

/// <summary>Measures the scales of columns in one pass over the rows.</summary>
internal static class RobustScaleFit
{
    /// <summary>All samples together hold no more values, unless each then has fewer than the least.</summary>
    private const int MostValues = 1 << 22, MostOfSlot = 1 << 16, LeastOfSlot = 1 << 10;

    /// <param name="data">The rows.</param>
    /// <param name="columns">Columns of floats, doubles or whole numbers, or of vectors of known size of floats or doubles.</param>
    /// <param name="checkAlive">Called from time to time; what it throws ends the pass.</param>
    /// <returns>For each column, the scale of each slot, and of whole numbers the first, from which their distances are scaled.</returns>
    public static (RobustScale[] Scales, long? Start)[] Of(IDataView data, DataViewSchema.Column[] columns, Action checkAlive)
    {
        int slots = columns.Sum(Slots);
        int most = Math.Clamp(MostValues / Math.Max(slots, 1), LeastOfSlot, MostOfSlot);
        var places = new SamplePlaces();
        ValueSample[][] samples =
            [.. columns.Select(column => Enumerable.Range(0, Slots(column)).Select(_ => new ValueSample(most, places)).ToArray())];
        var starts = new long?[columns.Length];
        using (DataViewRowCursor cursor = data.GetRowCursor(columns))
        {
            Action[] readers = [.. columns.Select((column, i) => column.Type == NumberDataViewType.Int64
                ? WholeReader(cursor, column, samples[i][0], starts, i) : Reader(cursor, column, samples[i]))];
            for (int row = 0; cursor.MoveNext(); row++)
            {
                if (row % 1_000 == 0)
                    checkAlive();
                foreach (Action read in readers)
                    read();
            }
        }

        return [.. samples.Select((each, i) => (each.Select(sample => sample.Measure()).ToArray(),
            columns[i].Type == NumberDataViewType.Int64 ? starts[i] ?? 0 : (long?)null))];
    }

    public static int Slots(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;

    /// <summary>Adds the distances of whole numbers from the first.</summary>
    private static Action WholeReader(
        DataViewRow row, DataViewSchema.Column column, ValueSample sample, long?[] starts, int index)
    {
        ValueGetter<long> get = row.GetGetter<long>(column);
        long value = 0;
        return () =>
        {
            get(ref value);
            starts[index] ??= value;
            sample.Add(RobustGetters.Distance(value, starts[index]!.Value));
        };
    }

    private static Action Reader(ValueGetter<double> get, ValueSample sample)
    {
        double value = 0;
        return () =>
        {
            get(ref value);
            sample.Add(value);
        };
    }

    private static Action Reader(DataViewRow row, DataViewSchema.Column column, ValueSample[] samples)
    {
        if (column.Type is not VectorDataViewType)
            return Reader(RobustGetters.Double(row, column), samples[0]);

        ValueGetter<VBuffer<double>> get = RobustGetters.Doubles(row, column);
        VBuffer<double> values = default;
        return () =>
        {
            get(ref values);
            if (values.IsDense)
            {
                ReadOnlySpan<double> dense = values.GetValues();
                for (int slot = 0; slot < dense.Length; slot++)
                    samples[slot].Add(dense[slot]);
                return;
            }

            foreach ((int slot, double value) in values.Items(all: true).Select(item => (item.Key, item.Value)))
                samples[slot].Add(value);
        };
    }
}
