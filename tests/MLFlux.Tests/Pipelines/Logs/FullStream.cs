namespace MLFlux.Tests.Pipelines.Logs;

/// <summary>A disk with room for a few bytes, which takes of an entry what it can before it fails.</summary>
internal sealed class FullStream(int room) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int free = (int)Math.Min(buffer.Length, room - Position);
        base.Write(buffer[..free]);
        if (free < buffer.Length)
            throw new IOException("No space left on device");
    }
}
