using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MLFlux.Images;

/// <summary>Reads the coefficients of blocks from the bits of a scan. Source: ITU-T T.81, annex F.2.2.</summary>
/// <param name="bits">
/// The scan without the zeros behind bytes of 255, and <see cref="Padding"/> bytes of zero behind it.
/// </param>
internal ref struct EntropyReader(ReadOnlySpan<byte> bits)
{
    /// <summary>The most that one block can take, so that the end is looked for once a block.</summary>
    public const int Padding = 64 * 4 + 16;

    private readonly ReadOnlySpan<byte> _bytes = bits;
    private readonly int _end = bits.Length - Padding;
    private int _next;
    private ulong _window; // Read and not used yet, from the uppermost bit on; those beyond the ones held are right, too.
    private int _held;

    /// <summary>Whether all bits are read but those that fill the last byte.</summary>
    public readonly bool IsAtEnd => ((_next * 8) - _held + 7) / 8 == _end;

    /// <summary>Reads the coefficients of one block, each multiplied by its quantum.</summary>
    /// <param name="means">The code of the mean's difference from the last block's.</param>
    /// <param name="rest">The code of the other coefficients.</param>
    /// <param name="quanta">In zigzag order.</param>
    /// <param name="mean">The mean of the component's last block; changed to this one's.</param>
    /// <param name="block">Zeros; takes the coefficients, row by row.</param>
    /// <returns>
    /// The number of coefficients in zigzag order up to the last that is not zero; −1 for bits that are none of a sound file.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(HuffmanTable means, HuffmanTable rest, ReadOnlySpan<ushort> quanta, ref int mean, Span<short> block)
    {
        // In variables of its own, which stay in registers.
        (ulong window, int held, int next) = (_window, _held, _next);
        if (next - (held >> 3) > _end)
            return -1;

        Fill(ref window, ref held, ref next);
        int found = means.Find((int)(window >> 48));
        int size = found & 0xFF;
        if (found == HuffmanTable.NoCode || size > 11)
            return -1;
        Skip(ref window, ref held, found >> 8);
        if (size > 0)
            mean += TakeValue(ref window, ref held, size);
        int scaled = mean * quanta[0];
        block[0] = (short)scaled;
        bool fits = scaled == (short)scaled;

        int last = 1;
        for (int place = 1; place < 64; place++)
        {
            Fill(ref window, ref held, ref next);
            found = rest.Find((int)(window >> 48));
            Skip(ref window, ref held, found >> 8);
            (int zeros, size) = ((found >> 4) & 0xF, found & 0xF);
            if (size == 0)
            {
                // A code of no value ends the block, or stands for sixteen zeros; others are those of progressive files.
                if (found == HuffmanTable.NoCode || zeros is not (0 or 15))
                    return -1;
                if (zeros == 0)
                    break;
                place += 15;
                continue;
            }

            place += zeros;
            if (place > 63 || size > 10)
                return -1;
            scaled = TakeValue(ref window, ref held, size) * quanta[place];
            block[s_zigzag[place]] = (short)scaled;
            fits &= scaled == (short)scaled;
            last = place + 1;
        }

        (_window, _held, _next) = (window, held, next);
        return fits ? last : -1;
    }

    /// <summary>Where each coefficient of the zigzag order stands, row by row.</summary>
    private static ReadOnlySpan<byte> s_zigzag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>
    /// Makes sure of at least 56 bits, more than a code and its value take: without a branch, which would often be guessed wrong.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Fill(ref ulong window, ref int held, ref int next)
    {
        window |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[next..]) >> held;
        next += (63 - held) >> 3;
        held |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Skip(ref ulong window, ref int held, int count)
    {
        window <<= count;
        held -= count;
    }

    /// <summary>A number of so many bits, at least one; those that begin with zero are negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TakeValue(ref ulong window, ref int held, int size)
    {
        int ifNegative = (int)~((long)window >> 63);
        int value = (int)(window >> (64 - size)) + (ifNegative & (1 - (1 << size)));
        Skip(ref window, ref held, size);
        return value;
    }
}
