using System.IO.Compression;

namespace MLFlux.Files;

/// <summary>The checksum that a zip has of each entry, which .NET does not compare when it reads one.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320; // Of the bits in the order of zip, lowest first.

    /// <summary>For each of eight places, what a byte in that place leaves: eight bytes at a time are looked up.</summary>
    private static readonly uint[][] s_left = Left();

    /// <summary>The checksum of an entry's content, read through once.</summary>
    public static uint Of(ZipArchiveEntry entry)
    {
        var buffer = new byte[1 << 16];
        uint crc = uint.MaxValue;
        using Stream content = entry.Open();
        while (content.Read(buffer) is > 0 and int count)
            crc = Go(crc, buffer.AsSpan(0, count));
        return ~crc;
    }

    private static uint Go(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = s_left[7][(byte)(bytes[0] ^ crc)] ^ s_left[6][(byte)(bytes[1] ^ (crc >> 8))]
                ^ s_left[5][(byte)(bytes[2] ^ (crc >> 16))] ^ s_left[4][(byte)(bytes[3] ^ (crc >> 24))]
                ^ s_left[3][bytes[4]] ^ s_left[2][bytes[5]] ^ s_left[1][bytes[6]] ^ s_left[0][bytes[7]];
        }

        foreach (byte value in bytes)
            crc = s_left[0][(byte)(value ^ crc)] ^ (crc >> 8);
        return crc;
    }

    private static uint[][] Left()
    {
        var left = new uint[8][];
        for (int place = 0; place < left.Length; place++)
        {
            left[place] = new uint[256];
            for (uint value = 0; value < 256; value++)
            {
                uint crc = place == 0 ? value : left[place - 1][value];
                for (int bit = 0; bit < 8; bit++)
                    crc = (crc & 1) == 1 ? (crc >> 1) ^ Polynomial : crc >> 1;
                left[place][value] = crc;
            }
        }

        return left;
    }
}
