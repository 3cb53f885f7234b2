using System.Buffers.Binary;
using System.Text;

namespace MLFlux.NativeLibraries;

/// <summary>
/// Reads and changes the list of symbol versions that a 64-bit little-endian ELF library needs of other libraries
/// (section type SHT_GNU_verneed; Linux Standard Base Core, "Symbol Versioning").
/// </summary>
internal static class ElfVersionNeeds
{
    private const uint SectionTypeVersionNeeds = 0x6FFFFFFE;
    private const ushort FlagWeak = 0x2;

    /// <summary>Marks the need for <paramref name="version"/> weak: the loader then goes on without it.</summary>
    /// <returns>Whether the library has that need; if not, or if it is no such ELF file, <paramref name="image"/> is unchanged.</returns>
    public static bool TryMakeWeak(Span<byte> image, string version)
    {
        try
        {
            return Find(image, version) is int flags && MakeWeak(image, flags);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false; // An offset points outside the file: not a library to repair.
        }
    }

    private static bool MakeWeak(Span<byte> image, int flags)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(image[flags..], (ushort)(U16(image, flags) | FlagWeak));
        return true;
    }

    /// <summary>The offset of the flags of the entry for a version, or null.</summary>
    private static int? Find(ReadOnlySpan<byte> image, string version)
    {
        ReadOnlySpan<byte> elf64LittleEndian = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        if (!image.StartsWith(elf64LittleEndian))
            return null;

        int sections = (int)U64(image, 0x28);
        int sectionSize = U16(image, 0x3A);
        int sectionCount = U16(image, 0x3C);
        for (int i = 0; i < sectionCount; i++)
        {
            int section = sections + i * sectionSize;
            if (U32(image, section + 4) != SectionTypeVersionNeeds)
                continue;

            int strings = sections + (int)U32(image, section + 0x28) * sectionSize;
            return Find(image, (int)U64(image, section + 0x18), (int)U64(image, strings + 0x18), version);
        }

        return null;
    }

    private static int? Find(ReadOnlySpan<byte> image, int need, int names, string version)
    {
        while (true)
        {
            int entry = need + (int)U32(image, need + 8);
            for (int left = U16(image, need + 2); left > 0; left--)
            {
                if (IsNamed(image[(names + (int)U32(image, entry + 8))..], version))
                    return entry + 4;
                entry += (int)U32(image, entry + 12);
            }

            int next = (int)U32(image, need + 12);
            if (next <= 0)
                return null; // The last one, or a damaged file whose list leads back into itself.
            need += next;
        }
    }

    private static bool IsNamed(ReadOnlySpan<byte> name, string version)
    {
        int end = name.IndexOf((byte)0);
        return end == version.Length && Encoding.ASCII.GetString(name[..end]) == version;
    }

    private static ushort U16(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt16LittleEndian(image[at..]);

    private static uint U32(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt32LittleEndian(image[at..]);

    private static ulong U64(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt64LittleEndian(image[at..]);
}
