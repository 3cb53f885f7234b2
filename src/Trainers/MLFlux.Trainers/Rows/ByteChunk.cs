using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>Rows of bytes, such as pixels, a quarter as large as floats; they become floats where a batch is made.</summary>
internal sealed class ByteChunk(int width, int rows) : FeatureChunk
{
    private readonly byte[] _values = GC.AllocateUninitializedArray<byte>(checked(width * rows));
    private int _used;

    public override long Bytes => _values.Length;

    /// <summary>Adds a row behind the last one.</summary>
    public void Add(in VBuffer<byte> row)
    {
        row.CopyTo(_values.AsSpan(_used, width));
        _used += width;
    }

    /// <summary>Reads a row as a vector.</summary>
    public void Read(int row, ref VBuffer<byte> value)
    {
        var editor = VBufferEditor.Create(ref value, width);
        _values.AsSpan(row * width, width).CopyTo(editor.Values);
        value = editor.Commit();
    }

    public override void Clear() => _used = 0;

    public override void CopyTo(int row, Span<float> destination) => ByteScale.Apply(_values.AsSpan(row * width, width), destination);
}
