using System.Buffers.Binary;
using System.IO.Compression;

namespace MLFlux.Benchmarks.Data;

/// <summary>Writes bytes as an IDX file compressed by gzip, the format of MNIST.</summary>
internal static class IdxWriter
{
    private const byte UnsignedBytes = 8;

    public static void Write(string path, byte[] values, params int[] dimensions)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        file.Write([0, 0, UnsignedBytes, (byte)dimensions.Length]);
        Span<byte> number = stackalloc byte[sizeof(int)];
        foreach (int dimension in dimensions)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, dimension);
            file.Write(number);
        }

        file.Write(values);
    }
}
