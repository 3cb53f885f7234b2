using System.Runtime.InteropServices;

namespace MLFlux.Graphs;

/// <summary>The numbers that a file has for a weight.</summary>
/// <param name="Stored">The numbers of 32 bits, row by row.</param>
internal sealed record StoredInitializer(ReadOnlyMemory<byte> Stored) : Initializer
{
    public override string ToString() => "Stored";

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        MemoryMarshal.Cast<byte, float>(Stored.Span).CopyTo(values);
}
