namespace MLFlux.Tables;

/// <summary>A stream, and then bytes.</summary>
/// <param name="stream">What is read first. It is closed with this stream.</param>
/// <param name="behind">What is read behind its end.</param>
internal sealed class FollowedStream(Stream stream, byte[] behind) : ForwardStream
{
    private int _given;

    public override int Read(Span<byte> buffer)
    {
        if (_given == 0 && stream.Read(buffer) is > 0 and var read)
            return read;
        int count = Math.Min(buffer.Length, behind.Length - _given);
        behind.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
