using System.Runtime.InteropServices;

namespace MLFlux.Views;

/// <summary>Numbers and times, as they lie in memory.</summary>
internal sealed class PlainCodec<T> : ValueCodec<T>
    where T : unmanaged
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<T> values) => writer.Write(MemoryMarshal.AsBytes(values));

    public override void Read(BinaryReader reader, Span<T> values) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));
}
