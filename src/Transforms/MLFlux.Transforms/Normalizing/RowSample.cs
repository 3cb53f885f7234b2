using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Normalizing;

/// <summary>Rows drawn at random by a fixed seed: the values of a vector, and the targets of a label.</summary>
/// <remarks>Algorithm R: Vitter, "Random sampling with a reservoir", 1985.</remarks>
internal sealed class RowSample
{
    private const int MostValues = 1 << 24, LeastRows = 1_000, MostRows = 1 << 16;

    private readonly List<float[]> _features = [], _targets = [];
    private readonly Random _random = new(1);
    private readonly int _most;
    private long _count;

    private RowSample(int slots)
    {
        Slots = slots;
        _most = Math.Clamp(MostValues / Math.Max(1, slots), LeastRows, MostRows);
    }

    public int Slots { get; }

    public int Rows => _features.Count;

    /// <param name="data">The rows.</param>
    /// <param name="features">A vector of floats of known size.</param>
    /// <param name="label">The label; rows without it are left out.</param>
    /// <param name="targets">What is made of the label.</param>
    /// <param name="checkAlive">Called from time to time; what it throws ends the pass.</param>
    public static RowSample Of(
        IDataView data, DataViewSchema.Column features, DataViewSchema.Column label, LabelTargets targets, Action checkAlive)
    {
        var sample = new RowSample(((VectorDataViewType)features.Type).Size);
        using DataViewRowCursor cursor = data.GetRowCursor([features, label]);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(features);
        Func<bool> read = targets.Reader(cursor, label, out List<(int Target, float Value)> values);
        VBuffer<float> vector = default;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            if (row % 1_000 == 0)
                checkAlive();
            if (!read() || sample.Place() is not { } place)
                continue;
            get(ref vector);
            sample.Put(place, vector, values, targets.Count);
        }

        return sample;
    }

    public float Feature(int row, int slot) => _features[row][slot];

    public float Target(int row, int target) => _targets[row][target];

    /// <summary>Where the next row is kept; null for nowhere.</summary>
    private int? Place()
    {
        _count++;
        return Rows < _most ? Rows : _random.NextInt64(_count) is long place && place < _most ? (int)place : null;
    }

    private void Put(int place, in VBuffer<float> vector, List<(int Target, float Value)> values, int targets)
    {
        if (place == Rows)
        {
            _features.Add(new float[Slots]);
            _targets.Add(new float[targets]);
        }

        vector.CopyTo(_features[place]);
        Array.Clear(_targets[place]);
        foreach ((int target, float value) in values)
            _targets[place][target] = value;
    }
}
