namespace MLFlux.Files;

/// <summary>
/// A file that is written, with the first fault that a write ended in: some writers swallow it, and others hide it behind another that
/// closing them ends in.
/// </summary>
internal sealed class WatchedStream(FileStream file) : Stream
{
    /// <summary>What the first write that failed ended in; null while all went well.</summary>
    public IOException? Fault { get; private set; }

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => file.CanWrite;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => Watch(() => file.Position = value); // The buffer is written first.
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            file.Write(buffer);
        }
        catch (IOException fault)
        {
            Fault ??= fault;
            throw;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin)
    {
        Watch(() => file.Seek(offset, origin));
        return file.Position;
    }

    public override void SetLength(long value) => Watch(() => file.SetLength(value));

    public override void Flush() => Watch(file.Flush);

    /// <summary>Writes all to the disk itself: after a loss of power the name may otherwise be there without the content.</summary>
    public void FlushToDisk() => Watch(() => file.Flush(flushToDisk: true));

    private void Watch(Action act)
    {
        try
        {
            act();
        }
        catch (IOException fault)
        {
            Fault ??= fault;
            throw;
        }
    }
}
