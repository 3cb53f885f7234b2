using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Kernels;

/// <summary>Which inputs are zeros in all rows of a tile.</summary>
internal static class TileInputs
{
    /// <summary>So many inputs are looked at, and their places written, at a time.</summary>
    private const int Step = 8;

    /// <summary>For each pattern of bits the places of those that are set, a byte each, one after another.</summary>
    private static readonly ulong[] OfBits = [.. Enumerable.Range(0, 1 << Step).Select(Places)];

    /// <summary>How many places there has to be room for: more than the inputs.</summary>
    public static int Room(int inputs) => inputs + Step;

    /// <summary>Finds the inputs that are zeros in some rows at the most.</summary>
    /// <param name="x">The first row of the tile.</param>
    /// <param name="ofRow">From a row to the next.</param>
    /// <param name="inputs">How many inputs are looked at, no more than 65,536.</param>
    /// <param name="places">Takes where they stand, <see cref="Room"/> for them.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find(ref float x, int ofRow, int inputs, Span<ushort> places)
    {
        ref ulong ofBits = ref MemoryMarshal.GetArrayDataReference(OfBits);
        ref ushort target = ref MemoryMarshal.GetReference(places);
        nuint next = (nuint)ofRow;
        int count = 0, i = 0;
        for (; i + Step <= inputs; i += Step)
        {
            ref float v = ref Unsafe.Add(ref x, i);
            Vector256<int> bits = Load(ref v, 0) | Load(ref v, next) | Load(ref v, 2 * next)
                | Load(ref v, 3 * next) | Load(ref v, 4 * next) | Load(ref v, 5 * next);

            // Twice as many drops the sign: -0 is zero, too.
            uint found = ~Vector256.Equals(bits + bits, Vector256<int>.Zero).ExtractMostSignificantBits() & byte.MaxValue;
            Vector128<ushort> own = Vector128.WidenLower(Vector128.CreateScalar(Unsafe.Add(ref ofBits, found)).AsByte());
            (own + Vector128.Create((ushort)i)).StoreUnsafe(ref target, (nuint)count);
            count += BitOperations.PopCount(found);
        }

        for (; i < inputs; i++)
        {
            bool isZero = true;
            for (int row = 0; row < BlockProduct.Tile; row++)
                isZero &= Unsafe.Add(ref x, i + (row * ofRow)) == 0;
            Unsafe.Add(ref target, count) = (ushort)i;
            count += isZero ? 0 : 1;
        }

        return count;
    }

    /// <summary>The share of the inputs that are not zeros in some row of the first tile, from 0 to 1.</summary>
    public static double Used(RowBlock x)
    {
        const int Stretch = 512;
        Span<ushort> places = stackalloc ushort[Room(Stretch)];
        int used = 0;
        for (int start = 0; start < x.Width; start += Stretch)
            used += Find(ref x.Values[start], x.Stride, Math.Min(Stretch, x.Width - start), places);
        return (double)used / Math.Max(1, x.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(ref float x, nuint place) => Vector256.LoadUnsafe(ref x, place).AsInt32();

    private static ulong Places(int bits)
    {
        ulong places = 0;
        for (int bit = Step - 1; bit >= 0; bit--)
            places = (bits >> bit & 1) == 0 ? places : (places << Step) | (uint)bit;
        return places;
    }
}
