namespace MLFlux.MLNet;

/// <summary>Reading from model files, which may be damaged.</summary>
internal static class BinaryReaderExtensions
{
    /// <summary>Reads a count, and checks it against what is left, before memory is taken for that many items.</summary>
    /// <param name="reader">A reader over a stream of known length.</param>
    /// <param name="bytesEach">The least number of bytes that an item takes.</param>
    /// <exception cref="InvalidDataException">The count is negative, or more than can follow.</exception>
    public static int ReadCount(this BinaryReader reader, int bytesEach)
    {
        int count = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && (long)count * bytesEach <= left
            ? count
            : throw new InvalidDataException($"it announces {count:N0} items, {left:N0} bytes are left.");
    }
}
