using System.Runtime.CompilerServices;

namespace MLFlux.Images;

/// <summary>A Huffman code of a JPEG. Source: ITU-T T.81, annexes C and F.2.2.3.</summary>
/// <remarks>Kept from one image to the next: most writers use the same codes in every file.</remarks>
internal sealed class HuffmanTable
{
    /// <summary>What <see cref="Find"/> gives for bits that are no code.</summary>
    public const int NoCode = 0;

    private const int QuickBits = 9, LongestCode = 16, MostSymbols = 256;

    private readonly ushort[] _quick = new ushort[1 << QuickBits];
    private readonly ushort[] _entries = new ushort[MostSymbols];
    private readonly int[] _ends = new int[LongestCode + 1];
    private readonly int[] _offsets = new int[LongestCode + 1];
    private byte[] _definition = [];

    /// <summary>Takes a definition as it stands in the file: sixteen counts, then the symbols. False where it is no code.</summary>
    public bool TrySet(ReadOnlySpan<byte> definition)
    {
        if (definition.SequenceEqual(_definition))
            return true;

        _definition = [];
        Array.Clear(_quick);
        ReadOnlySpan<byte> symbols = definition[LongestCode..];
        int code = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int count = definition[length - 1];
            // The code of all ones is not to be used: as many codes as that is are one too many.
            if (code + count >= 1 << length)
                return false;

            _offsets[length] = index - code;
            for (int i = 0; i < count; i++, index++, code++)
            {
                _entries[index] = (ushort)((length << 8) | symbols[index]);
                if (length <= QuickBits)
                    _quick.AsSpan(code << (QuickBits - length), 1 << (QuickBits - length)).Fill(_entries[index]);
            }

            _ends[length] = code << (LongestCode - length);
            code <<= 1;
        }

        _definition = definition.ToArray();
        return true;
    }

    /// <summary>
    /// The code that sixteen bits begin with: its symbol in the lower eight bits, its length above, or <see cref="NoCode"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int sixteenBits) =>
        _quick[sixteenBits >> (LongestCode - QuickBits)] is ushort quick and not NoCode ? quick : FindLong(sixteenBits);

    private int FindLong(int sixteenBits)
    {
        for (int length = QuickBits + 1; length <= LongestCode; length++)
        {
            if (sixteenBits < _ends[length])
                return _entries[_offsets[length] + (sixteenBits >> (LongestCode - length))];
        }

        return NoCode;
    }
}
