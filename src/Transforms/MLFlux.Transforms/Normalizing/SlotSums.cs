using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Normalizing;

/// <summary>Sums over the rows of each slot of a vector, and of its products with the targets of a label.</summary>
internal sealed class SlotSums
{
    private readonly double[] _sums, _squares, _products;
    private readonly float[] _largest, _largestProducts;
    private readonly int[] _counts;
    private long _rows;

    private SlotSums(int slots, int targets)
    {
        (_sums, _squares, _largest, _counts) = (new double[slots], new double[slots], new float[slots], new int[slots]);
        (_products, _largestProducts) = (new double[slots * targets], new float[slots * targets]);
    }

    public int Slots => _counts.Length;

    /// <param name="data">The rows.</param>
    /// <param name="features">A vector of floats of known size.</param>
    /// <param name="label">The label.</param>
    /// <param name="targets">What is made of the label.</param>
    /// <param name="checkAlive">Called from time to time; what it throws ends the pass.</param>
    public static SlotSums Of(
        IDataView data, DataViewSchema.Column features, DataViewSchema.Column label, LabelTargets targets, Action checkAlive)
    {
        var sums = new SlotSums(((VectorDataViewType)features.Type).Size, targets.Count);
        using DataViewRowCursor cursor = data.GetRowCursor([features, label]);
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(features);
        Func<bool> read = targets.Reader(cursor, label, out List<(int Target, float Value)> values);
        VBuffer<float> vector = default;
        for (int row = 0; cursor.MoveNext(); row++)
        {
            if (row % 1_000 == 0)
                checkAlive();
            if (!read())
                continue;
            get(ref vector);
            sums.Add(vector, values, targets);
        }

        return sums;
    }

    /// <summary>In how many rows a slot is not 0.</summary>
    public int Count(int slot) => _counts[slot];

    /// <summary>The root of the mean of the squares of its values other than 0.</summary>
    public double Size(int slot) => Math.Sqrt(_squares[slot] / _counts[slot]);

    /// <summary>How probable so much of a correlation is by chance, without the row that speaks for it most.</summary>
    public double Chance(int slot, LabelTargets targets)
    {
        double spread = _squares[slot] - (_sums[slot] * _sums[slot] / _rows);
        if (!(spread > 0))
            return 1;
        double statistic = 0;
        for (int target = 0; target < targets.Count; target++)
        {
            int place = (slot * targets.Count) + target;
            double mean = targets.Mean(target), variance = targets.Variance(target);
            if (!(variance > 0))
                continue;
            double product = _products[place] - (mean * _sums[slot]);
            double present = product > 0 || !targets.AreClasses ? _largestProducts[place] : _largest[slot] * mean;
            double absent = _counts[slot] < _rows ? _sums[slot] / _rows * targets.Furthest(target, isAbove: product < 0) : 0;
            double rest = Math.Max(0, Math.Abs(product) - Math.Max(present, Math.Abs(absent)));
            statistic += rest * rest / (spread * variance) * (targets.ExcludeEachOther ? 1 - mean : 1);
        }

        return ChiSquare.Tail(statistic, targets.Freedom);
    }

    private void Add(in VBuffer<float> vector, List<(int Target, float Value)> values, LabelTargets targets)
    {
        _rows++;
        ReadOnlySpan<float> numbers = vector.GetValues();
        ReadOnlySpan<int> slots = vector.IsDense ? default : vector.GetIndices();
        for (int i = 0; i < numbers.Length; i++)
        {
            float number = numbers[i];
            if (number == 0 || !float.IsFinite(number))
                continue;
            int slot = vector.IsDense ? i : slots[i];
            _counts[slot]++;
            _sums[slot] += number;
            _squares[slot] += (double)number * number;
            _largest[slot] = Math.Max(_largest[slot], Math.Abs(number));
            foreach ((int target, float value) in values)
            {
                int place = (slot * targets.Count) + target;
                _products[place] += (double)number * value;
                _largestProducts[place] = Math.Max(_largestProducts[place], (float)Math.Abs(number * (value - targets.Mean(target))));
            }
        }
    }
}
