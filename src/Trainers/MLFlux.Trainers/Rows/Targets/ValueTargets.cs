using System.Runtime.InteropServices;
using MLFlux.Models;
using MLFlux.Normalizing;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Rows;

/// <summary>One or several numbers for each row. The network learns them standardised: (y − mean) / deviation.</summary>
internal sealed class ValueTargets(int width) : TargetStore
{
    private readonly List<float> _values = [];
    private TargetScale _scale = TargetScale.None(width);
    private bool _hasMissing;

    public override int Count => _values.Count / width;

    public override int Width => width;

    public override long Bytes => sizeof(float) * (long)_values.Capacity;

    public override bool HasMissing => _hasMissing;

    /// <summary>The numbers of a row, in the label's own unit.</summary>
    public ReadOnlySpan<float> Of(int row) => CollectionsMarshal.AsSpan(_values).Slice(row * width, width);

    /// <summary>Adds a row's numbers; NaN for those that are missing.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        _values.AddRange(values);
        _hasMissing |= float.IsNaN(TensorPrimitives.Sum(values));
    }

    /// <summary>Mean and deviation of the given rows, for each of the numbers, of those that are known.</summary>
    public override TargetScale Measure(ReadOnlySpan<int> rows, bool isRobust)
    {
        if (isRobust)
            return MeasureMedians(rows);
        var means = new float[width];
        var deviations = new float[width];
        for (int column = 0; column < width; column++)
        {
            double sum = 0;
            int known = 0;
            foreach (int row in rows)
            {
                float value = _values[(row * width) + column];
                sum += float.IsNaN(value) ? 0 : value;
                known += float.IsNaN(value) ? 0 : 1;
            }

            double mean = known == 0 ? 0 : sum / known, squares = 0;
            foreach (int row in rows)
            {
                float value = _values[(row * width) + column];
                squares += float.IsNaN(value) ? 0 : Math.Pow(value - mean, 2);
            }

            float deviation = known == 0 ? 0 : (float)Math.Sqrt(squares / known);

            means[column] = (float)mean;
            deviations[column] = deviation > 0 ? deviation : 1; // A constant is learned by its mean alone.
        }

        return new TargetScale(means, deviations);
    }

    private TargetScale MeasureMedians(ReadOnlySpan<int> rows)
    {
        var scale = TargetScale.None(width);
        var known = new List<double>(rows.Length);
        for (int column = 0; column < width; column++)
        {
            known.Clear();
            foreach (int row in rows)
            {
                if (_values[(row * width) + column] is var value && !float.IsNaN(value))
                    known.Add(value);
            }

            RobustScale own = MedianDeviation.Of(known);
            scale.Means[column] = (float)own.Center;
            scale.Deviations[column] = Math.Clamp((float)own.Range, float.Epsilon, float.MaxValue);
        }

        return scale;
    }

    public override void Use(TargetScale scale) => _scale = scale;

    public override byte[] ToBytes() => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_values)).ToArray();

    public override void Add(ReadOnlySpan<byte> bytes) => Add(MemoryMarshal.Cast<byte, float>(bytes));

    public override void Clear() => _values.Clear();

    public override Tensor CreateBatch(int rows) => NewBatch([rows, width], ScalarType.Float32);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination)
    {
        Span<float> targets = MemoryMarshal.Cast<byte, float>(destination);
        ReadOnlySpan<float> all = CollectionsMarshal.AsSpan(_values);
        for (int i = 0; i < rows.Length; i++)
            _scale.Apply(all.Slice(rows[i] * width, width), targets.Slice(i * width, width));
    }

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows) => null;
}
