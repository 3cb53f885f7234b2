using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace MLFlux.Columns;

/// <summary>Texts one behind another, in UTF-8 or, where they are no valid Unicode, as they are.</summary>
internal sealed class PackedTexts : ValueChunk<ReadOnlyMemory<char>>
{
    private const int MostBytesOfChar = 3;

    private readonly List<int> _ends = [];
    private readonly HashSet<int> _unencoded = []; // Those with half a surrogate pair.
    private byte[] _bytes = new byte[1 << 12];
    private int _length;

    public override long Bytes => _bytes.Length + (sizeof(int) * (long)_ends.Capacity);

    public override ReadOnlyMemory<char> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            ReadOnlySpan<byte> text = _bytes.AsSpan(start.._ends[index]);
            bool isEncoded = !_unencoded.Contains(index);
            return (isEncoded ? Encoding.UTF8.GetString(text) : new string(MemoryMarshal.Cast<byte, char>(text))).AsMemory();
        }
    }

    /// <summary>Adds a text; false where an array cannot hold them all.</summary>
    public bool TryAdd(ReadOnlySpan<char> text)
    {
        long most = _length + (MostBytesOfChar * (long)text.Length);
        if (most > Array.MaxLength)
            return false;
        if (most > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(most, Math.Min(2L * _bytes.Length, Array.MaxLength)));
        if (Utf8.FromUtf16(text, _bytes.AsSpan(_length), out _, out int written, replaceInvalidSequences: false)
            != System.Buffers.OperationStatus.Done)
        {
            _unencoded.Add(_ends.Count);
            MemoryMarshal.AsBytes(text).CopyTo(_bytes.AsSpan(_length));
            written = sizeof(char) * text.Length;
        }

        _length += written;
        _ends.Add(_length);
        return true;
    }

    /// <summary>The texts in no more memory than they take.</summary>
    public PackedTexts Close()
    {
        Array.Resize(ref _bytes, _length);
        _ends.TrimExcess();
        return this;
    }
}
