using System.Runtime.InteropServices;

namespace MLFlux.Views;

/// <summary>Texts.</summary>
internal sealed class TextCodec : ValueCodec<ReadOnlyMemory<char>>
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<ReadOnlyMemory<char>> values)
    {
        foreach (ReadOnlyMemory<char> text in values)
        {
            writer.Write7BitEncodedInt(text.Length);
            writer.Write(MemoryMarshal.AsBytes(text.Span));
        }
    }

    public override void Read(BinaryReader reader, Span<ReadOnlyMemory<char>> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            char[] text = new char[reader.Read7BitEncodedInt()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(text.AsSpan()));
            values[i] = text;
        }
    }
}
