using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Normalizing;

/// <summary>In how many rows each slot of a vector has a value other than 0.</summary>
internal sealed class SlotCounts
{
    private readonly ValueGetter<VBuffer<float>> _get;
    private readonly int[] _counts;
    private VBuffer<float> _vector;

    private SlotCounts(DataViewRow row, DataViewSchema.Column column, int size) =>
        (_get, _counts) = (row.GetGetter<VBuffer<float>>(column), new int[size]);

    /// <summary>Counts the slots of several vectors in one pass over the rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="columns">Vectors of floats of known size.</param>
    /// <param name="checkAlive">Called from time to time; what it throws ends the pass.</param>
    public static IReadOnlyList<SlotCounts> Of(IDataView data, IReadOnlyList<DataViewSchema.Column> columns, Action checkAlive)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        SlotCounts[] all = [.. columns.Select(column => new SlotCounts(cursor, column, FeatureWeighingTransformer.Size(column)))];
        for (int row = 0; cursor.MoveNext(); row++)
        {
            if (row % 1_000 == 0)
                checkAlive();
            foreach (SlotCounts counts in all)
                counts.Add();
        }

        return all;
    }

    /// <summary>The slots of at least so many rows; the most frequent one where there are none, since a vector has a slot.</summary>
    public SlotWeights AtLeast(int rows)
    {
        int least = Math.Min(rows, _counts.Max());
        int[] kept = [.. Enumerable.Range(0, _counts.Length).Where(slot => _counts[slot] >= least)];
        return SlotWeights.Plain(least < rows ? kept[..1] : kept);
    }

    private void Add()
    {
        _get(ref _vector);
        ReadOnlySpan<float> numbers = _vector.GetValues();
        ReadOnlySpan<int> slots = _vector.IsDense ? default : _vector.GetIndices();
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != 0 && !float.IsNaN(numbers[i]))
                _counts[_vector.IsDense ? i : slots[i]]++;
        }
    }
}
