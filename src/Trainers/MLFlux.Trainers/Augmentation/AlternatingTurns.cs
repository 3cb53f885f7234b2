using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>Whose turn it is in an epoch, among rows that take turns.</summary>
/// <remarks>
/// A row's turn follows from its values and the epoch's number: the same wherever the row lies, in whichever batch, thread, window of a
/// stream or process, and after a resume. About half of all rows begin with an odd turn; rows of equal values go together.
/// </remarks>
internal static class AlternatingTurns
{
    /// <summary>Whether each row's turn is odd in an epoch.</summary>
    /// <param name="rows">The rows as they were read: [rows, ...].</param>
    /// <param name="epoch">The epoch's number.</param>
    public static bool[] Of(Tensor rows, int epoch)
    {
        using Tensor values = rows.cpu().contiguous();
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<byte, uint>(values.bytes);
        var turns = new bool[rows.shape[0]];
        int width = bits.Length / Math.Max(1, turns.Length);
        for (int row = 0; row < turns.Length; row++)
            turns[row] = IsOdd(bits.Slice(row * width, width)) != (epoch % 2 != 0);
        return turns;
    }

    /// <summary>The last bit of a mixture of all others: Fowler, Noll and Vo's hash, and the end of Murmur's for its high bits.</summary>
    private static bool IsOdd(ReadOnlySpan<uint> values)
    {
        ulong hash = 14695981039346656037;
        foreach (uint value in values)
            hash = (hash ^ value) * 1099511628211;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return hash % 2 != 0;
    }
}
