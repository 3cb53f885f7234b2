namespace MLFlux.Onnx;

/// <summary>A stream read forward, with 64-bit positions and a bound that a part of the file ends at.</summary>
/// <param name="stream">Where from; left open.</param>
/// <param name="damaged">Makes the exception that a message and a position stand in.</param>
/// <param name="mostBytes">How many bytes may be read.</param>
internal sealed class ByteReader(Stream stream, Func<string, InvalidDataException> damaged, long mostBytes)
{
    /// <summary>How much is read at once, and allocated at first where the length of the stream is unknown.</summary>
    private const int BufferSize = 1 << 16;

    private const string WithinPart = "a part ends within a number";

    private readonly bool _knowsLength = stream.CanSeek;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _next;
    private int _count;
    private long _bufferStart;

    /// <summary>How many bytes were read.</summary>
    public long Position => _bufferStart + _next;

    /// <summary>Where the present part of the file ends; at first the file itself, or beyond all where its length is unknown.</summary>
    public long End { get; set; } = stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;

    /// <summary>Whether the stream has another byte.</summary>
    public bool HasMore => _next < _count || TryFill();

    public byte ReadByte()
    {
        if (Position == End)
            throw damaged(WithinPart);
        if (!HasMore)
            throw EndsEarly();
        return _buffer[_next++];
    }

    public byte[] ReadBytes(long length)
    {
        if (length > End - Position)
            throw damaged(WithinPart);
        if (length > Array.MaxLength)
            throw damaged($"one part of it takes {length:N0} bytes; MLFlux reads up to {Array.MaxLength:N0}");

        byte[] bytes = new byte[_knowsLength ? length : Math.Min(length, BufferSize)];
        for (int read = 0; read < length;)
        {
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * read));
            int came = Read(bytes.AsSpan(read));
            read += came > 0 ? came : throw EndsEarly();
        }

        return bytes;
    }

    /// <summary>Passes over bytes.</summary>
    public void Pass(long length)
    {
        if (length > End - Position)
            throw damaged(WithinPart);
        for (long left = length; left > 0;)
        {
            if (!HasMore)
                throw EndsEarly();
            int size = (int)Math.Min(left, _count - _next);
            _next += size;
            left -= size;
        }
    }

    /// <summary>Big parts come from the stream, past the buffer.</summary>
    private int Read(Span<byte> bytes)
    {
        if (_next == _count && bytes.Length >= BufferSize)
        {
            int came = stream.Read(bytes);
            _bufferStart += _count + came;
            _next = _count = 0;
            CheckLimit();
            return came;
        }

        if (!HasMore)
            return 0;
        int size = Math.Min(bytes.Length, _count - _next);
        _buffer.AsSpan(_next, size).CopyTo(bytes);
        _next += size;
        return size;
    }

    private bool TryFill()
    {
        _bufferStart += _count;
        _next = 0;
        _count = stream.Read(_buffer);
        CheckLimit();
        return _count > 0;
    }

    /// <summary>A stream of unknown length may have no end.</summary>
    private void CheckLimit()
    {
        if (_bufferStart + _count > mostBytes)
            throw damaged($"it has more than {mostBytes:N0} bytes, the most that are read");
    }

    private InvalidDataException EndsEarly() => damaged("it ends early");
}
