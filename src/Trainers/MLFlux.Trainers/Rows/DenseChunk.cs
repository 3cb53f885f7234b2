using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>Rows in which most values count: one array, row after row.</summary>
internal sealed class DenseChunk(int width, int rows) : FloatChunk
{
    private readonly float[] _values = GC.AllocateUninitializedArray<float>(checked(width * rows));
    private int _used;

    public override long Bytes => sizeof(float) * (long)_values.Length;

    public override void Add(in VBuffer<float> row)
    {
        row.CopyTo(_values.AsSpan(_used, width));
        _used += width;
    }

    public override void Clear() => _used = 0;

    public override void CopyTo(int row, Span<float> destination) => _values.AsSpan(row * width, width).CopyTo(destination);

    public override void Read(int row, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, width);
        CopyTo(row, editor.Values);
        value = editor.Commit();
    }
}
