using System.Runtime.InteropServices;
using MLFlux.Models;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>One or several numbers for each row. The network learns them standardised: (y − mean) / deviation.</summary>
internal sealed class ValueTargets(int width) : TargetStore
{
    private readonly List<float> _values = [];
    private TargetScale _scale = TargetScale.None(width);

    public override int Count => _values.Count / width;

    public override long Bytes => sizeof(float) * (long)_values.Capacity;

    public void Add(ReadOnlySpan<float> values) => _values.AddRange(values);

    /// <summary>The numbers of a row, in the label's own unit.</summary>
    public ReadOnlySpan<float> Of(int row) => CollectionsMarshal.AsSpan(_values).Slice(row * width, width);

    /// <summary>Mean and deviation of the given rows, for each of the numbers.</summary>
    public TargetScale Measure(ReadOnlySpan<int> rows)
    {
        var means = new float[width];
        var deviations = new float[width];
        for (int column = 0; column < width; column++)
        {
            double sum = 0;
            foreach (int row in rows)
                sum += _values[row * width + column];
            double mean = sum / rows.Length;

            double squares = 0;
            foreach (int row in rows)
                squares += Math.Pow(_values[row * width + column] - mean, 2);
            float deviation = (float)Math.Sqrt(squares / rows.Length);

            means[column] = (float)mean;
            deviations[column] = deviation > 0 ? deviation : 1; // A constant is learned by its mean alone.
        }

        return new TargetScale(means, deviations);
    }

    /// <summary>Gives targets on this scale from now on.</summary>
    public void Use(TargetScale scale) => _scale = scale;

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
