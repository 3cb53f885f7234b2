using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace MLFlux.Training;

/// <summary>Rows in which most values count: one array, row after row.</summary>
internal sealed class DenseChunk(int width, int rows) : FeatureChunk
{
    private readonly float[] _values = GC.AllocateUninitializedArray<float>(checked(width * rows));
    private int _used;

    public override bool TryAdd(in VBuffer<float> row)
    {
        Span<float> destination = _values.AsSpan(_used, width);
        row.CopyTo(destination);
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude<float>(destination)))
            return false;

        _used += width;
        return true;
    }

    public override void CopyTo(int row, Span<float> destination) => _values.AsSpan(row * width, width).CopyTo(destination);
}
