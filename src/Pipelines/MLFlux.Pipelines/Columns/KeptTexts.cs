using Microsoft.ML;

namespace MLFlux.Columns;

/// <summary>
/// A column of texts: numbers of the different texts while they are few, otherwise the texts themselves, in UTF-8.
/// </summary>
internal sealed class KeptTexts(DataViewRow row, DataViewSchema.Column column) : KeptColumn<ReadOnlyMemory<char>>
{
    private const int MostTexts = 1 << 16, FirstRows = 64, BytesOfEntry = 80;

    private readonly ValueGetter<ReadOnlyMemory<char>> _read = row.GetGetter<ReadOnlyMemory<char>>(column);
    private readonly List<ValueChunk<ReadOnlyMemory<char>>> _chunks = [];
    private readonly List<ReadOnlyMemory<char>> _texts = [];
    private Dictionary<string, int>? _numbers = [];
    private ushort[] _open = new ushort[FirstRows];
    private PackedTexts? _packed; // In place of the numbers, where there are too many different texts.
    private ReadOnlyMemory<char> _text;
    private int _count;
    private long _closedBytes, _textBytes;
    private bool _isFull; // One piece of texts takes more than an array can hold.

    public override long Bytes => _isFull ? MostBytes
        : _closedBytes + _textBytes + (sizeof(ushort) * (long)_open.Length) + (_packed?.Bytes ?? 0);

    public override ReadOnlyMemory<char> this[int row] => _chunks[row / ChunkRows][row % ChunkRows];

    public override void Append()
    {
        _read(ref _text);
        if (_isFull)
            return;
        if (_packed is not null)
            _isFull = !_packed.TryAdd(_text.Span);
        else if (NumberOf(_text.Span) is >= 0 and var number)
            AddNumber((ushort)number);
        else
            Pack();
        if (++_count == ChunkRows)
            CloseChunk();
    }

    public override void Close()
    {
        if (_count > 0)
            CloseChunk();
        (_numbers, _open) = (null, []);
    }

    /// <summary>The number of a text, or -1 where there is no room for another one.</summary>
    private int NumberOf(ReadOnlySpan<char> text)
    {
        var lookup = _numbers!.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out int number))
            return number;
        if (_texts.Count == MostTexts)
            return -1;
        string kept = text.ToString();
        _numbers.Add(kept, _texts.Count);
        _texts.Add(kept.AsMemory());
        _textBytes += BytesOfEntry + (sizeof(char) * (long)kept.Length);
        return _texts.Count - 1;
    }

    private void AddNumber(ushort number)
    {
        if (_count == _open.Length)
            Array.Resize(ref _open, 2 * _count);
        _open[_count] = number;
    }

    /// <summary>Turns the numbers of the open piece, and the text that was read, into texts.</summary>
    private void Pack()
    {
        _packed = new PackedTexts();
        foreach (ushort number in _open.AsSpan(0, _count))
            _packed.TryAdd(_texts[number].Span);
        _isFull = !_packed.TryAdd(_text.Span);
    }

    private void CloseChunk()
    {
        ValueChunk<ReadOnlyMemory<char>> chunk = _packed is not null ? _packed.Close() : NumberedTexts.Of(_open.AsSpan(0, _count), _texts);
        _chunks.Add(chunk);
        _closedBytes += chunk.Bytes;
        (_packed, _count) = (null, 0);
    }
}
