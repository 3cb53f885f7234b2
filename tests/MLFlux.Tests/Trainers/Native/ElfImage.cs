using System.Buffers.Binary;
using System.Text;

namespace MLFlux.Tests.Native;

/// <summary>The least of an ELF library that needs symbol versions of other libraries: header, two sections, their content.</summary>
internal static class ElfImage
{
    public const int Needs = 64;
    private const int EntryBytes = 16;
    private const int SectionBytes = 64;

    /// <summary>An image that needs the given versions of one library each.</summary>
    public static byte[] Make(params string[][] versionsOfEachLibrary)
    {
        var names = new StringBuilder("\0");
        int needsLength = versionsOfEachLibrary.Sum(versions => EntryBytes * (1 + versions.Length));
        var image = new byte[4096];
        int need = Needs;
        for (int library = 0; library < versionsOfEachLibrary.Length; library++)
        {
            string[] versions = versionsOfEachLibrary[library];
            int next = EntryBytes * (1 + versions.Length);
            Write(image, need, (ushort)1, (ushort)versions.Length);
            Write(image, need + 4, (uint)Name(names, $"lib{library}.so"), EntryBytes, library == versionsOfEachLibrary.Length - 1 ? 0
                : (uint)next);
            for (int i = 0; i < versions.Length; i++)
            {
                int entry = need + EntryBytes * (1 + i);
                Write(image, entry, 0x12345678u);
                Write(image, entry + 4, (ushort)0, (ushort)(i + 2));
                Write(image, entry + 8, (uint)Name(names, versions[i]), i == versions.Length - 1 ? 0u : EntryBytes);
            }

            need += next;
        }

        int strings = Needs + needsLength;
        Encoding.ASCII.GetBytes(names.ToString(), image.AsSpan(strings));
        int sections = (strings + names.Length + 7) & ~7;
        Array.Resize(ref image, sections + 3 * SectionBytes);
        WriteHeader(image, sections);
        WriteSection(image, sections + SectionBytes, type: 3, strings, link: 0);
        WriteSection(image, sections + 2 * SectionBytes, type: 0x6FFFFFFE, Needs, link: 1);
        return image;
    }

    private static void WriteHeader(byte[] image, int sections)
    {
        byte[] identification = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(image, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(0x28), (ulong)sections);
        Write(image, 0x3A, SectionBytes, (ushort)3);
    }

    private static void WriteSection(byte[] image, int at, uint type, int offset, uint link)
    {
        Write(image, at + 4, type);
        BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(at + 0x18), (ulong)offset);
        Write(image, at + 0x28, link);
    }

    private static int Name(StringBuilder names, string name)
    {
        int at = names.Length;
        names.Append(name).Append('\0');
        return at;
    }

    private static void Write(byte[] image, int at, params ReadOnlySpan<ushort> values)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at + 2 * i), values[i]);
    }

    private static void Write(byte[] image, int at, params ReadOnlySpan<uint> values)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at + 4 * i), values[i]);
    }
}
