using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Which values a layer drops in training.</summary>
/// <remarks>
/// Not libtorch's dropout, which draws from a generator that the whole process shares: one fit would change another's. One number is
/// drawn from the layer's generator for a whole mask, whose values are hashes of their places: many at a time, where a generator has to
/// make one after another. The hash is that of Wellons ("Hash Prospector", 2018, with the constants that its readers found since). It
/// gives the same on every machine.
/// </remarks>
internal static class RandomMask
{
    /// <summary>As many as libtorch draws, whose bounds are doubles.</summary>
    private const int KeyBits = 62;

    private const uint PlaceFactor = 0x9E3779B9, FirstFactor = 0x21F0AAAD, SecondFactor = 0x735A2D97;

    /// <summary>Ones with a probability, otherwise zeros, in the shape, type and place of a tensor.</summary>
    /// <remarks>The generator is the CPU's; drawn there, the numbers are also the same on every device.</remarks>
    public static Tensor Like(Tensor input, double probability, Generator generator)
    {
        Tensor mask = empty(input.shape, dtype: ScalarType.Float32, device: CPU);
        Fill(mask, probability, 1, generator);
        return mask.to(input.dtype, disposeAfter: true).to(input.device, disposeAfter: true);
    }

    /// <summary>Fills a tensor of floats on the CPU with a value, each with a probability, otherwise with zero.</summary>
    public static void Fill(Tensor mask, double probability, float value, Generator generator)
    {
        using Tensor key = empty(1, dtype: ScalarType.Int64, device: CPU).random_(0, 1L << KeyBits, generator);
        ulong drawn = (ulong)key.item<long>();
        uint first = (uint)drawn, second = (uint)(drawn >> (KeyBits - 32));
        uint last = (uint)Math.Clamp((probability * (1L << 32)) - 1, 0, uint.MaxValue), bits = BitConverter.SingleToUInt32Bits(value);
        Span<uint> all = MemoryMarshal.Cast<byte, uint>(mask.bytes);
        Span<Vector<uint>> blocks = MemoryMarshal.Cast<uint, Vector<uint>>(all);
        Vector<uint> places = Vector<uint>.Indices, limit = new(last), kept = new(bits);
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = Vector.LessThanOrEqual(Hash(places, first, second), limit) & kept;
            places += new Vector<uint>((uint)Vector<uint>.Count);
        }

        Vector<uint> rest = Vector.LessThanOrEqual(Hash(places, first, second), limit) & kept;
        for (int i = blocks.Length * Vector<uint>.Count, place = 0; i < all.Length; i++, place++)
            all[i] = rest[place];
    }

    private static Vector<uint> Hash(Vector<uint> places, uint first, uint second)
    {
        Vector<uint> hash = (places * PlaceFactor) + new Vector<uint>(first);
        hash ^= hash >> 16;
        hash *= FirstFactor;
        hash ^= (hash >> 15) ^ new Vector<uint>(second);
        hash *= SecondFactor;
        return hash ^ (hash >> 15);
    }
}
