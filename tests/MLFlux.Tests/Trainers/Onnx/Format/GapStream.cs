namespace MLFlux.Tests.Onnx;

/// <summary>A stream of some bytes, very many zeros, and some bytes.</summary>
internal sealed class GapStream(byte[] head, long gap, byte[] tail) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => head.Length + gap + tail.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Span<byte> into = buffer.AsSpan(offset, count);
        long inTail = _position - head.Length - gap;
        int size;
        if (_position < head.Length)
            size = Copy(head.AsSpan((int)_position), into);
        else if (inTail < 0)
            into[..(size = (int)Math.Min(count, -inTail))].Clear();
        else
            size = Copy(tail.AsSpan((int)inTail), into);
        _position += size;
        return size;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> into)
    {
        int size = Math.Min(from.Length, into.Length);
        from[..size].CopyTo(into);
        return size;
    }
}
