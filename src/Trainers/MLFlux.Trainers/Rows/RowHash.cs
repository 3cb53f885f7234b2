using System.Runtime.InteropServices;

namespace MLFlux.Rows;

/// <summary>128 bits that tell rows apart: rows with equal values have equal ones, others practically never.</summary>
internal struct RowHash
{
    private const ulong FirstFactor = 0x9E3779B97F4A7C15, SecondFactor = 0xD6E8FEB86659FD93, Offset = 0xA0761D6478BD642F;

    private ulong _second;

    /// <summary>The first half; two halves rarely agree in one and not in the other.</summary>
    public ulong First { get; private set; }

    /// <summary>The second half.</summary>
    public readonly ulong Second => _second;

    public void Add(ulong value)
    {
        First = Mix(First ^ value ^ Offset, FirstFactor);
        _second = Mix(_second + value, SecondFactor) + FirstFactor;
    }

    /// <summary>Adds a text with its length, so that neighbouring texts do not run into each other.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        Add((ulong)text.Length);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<char, ulong>(text);
        foreach (ulong word in words)
            Add(word);
        ulong rest = 0;
        foreach (char letter in text[(words.Length * (sizeof(ulong) / sizeof(char)))..])
            rest = (rest << 16) | letter;
        Add(rest);
    }

    private static ulong Mix(ulong value, ulong factor)
    {
        ulong high = Math.BigMul(value, factor, out ulong low);
        return high ^ low ^ value;
    }
}
