using System.Numerics;
using System.Runtime.InteropServices;

namespace MLFlux.Images;

/// <summary>
/// Native memory that all decoders of the process share. Idle blocks together stay below a limit, and large ones are freed as
/// soon as they are given back: neither the number of decoders nor their largest image decides what a process keeps.
/// </summary>
internal static class BlockPool
{
    private const int LargestKept = 8 << 20, MostIdle = 32 << 20;
    private const int SmallestSize = 1 << 16;

    private static readonly object s_change = new();
    private static readonly Stack<nint>[] s_idle = [.. Enumerable.Range(0, SizeClass(LargestKept) + 1).Select(_ => new Stack<nint>())];
    private static long s_idleBytes;

    /// <summary>The bytes of all blocks that nobody uses.</summary>
    public static long IdleBytes => Interlocked.Read(ref s_idleBytes);

    /// <summary>Takes a block of at least so many bytes; its content is what it happens to be.</summary>
    /// <returns>Its address, and how many bytes it has.</returns>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public static (nint Address, int Length) Take(int length)
    {
        if (length > LargestKept)
            return (Marshal.AllocHGlobal(length), length);

        int sizeClass = SizeClass(length), size = SmallestSize << sizeClass;
        lock (s_change)
        {
            if (s_idle[sizeClass].TryPop(out nint idle))
            {
                s_idleBytes -= size;
                return (idle, size);
            }
        }

        return (Marshal.AllocHGlobal(size), size);
    }

    /// <summary>Gives back what <see cref="Take"/> gave.</summary>
    public static void GiveBack(nint address, int length)
    {
        if (length <= LargestKept)
        {
            lock (s_change)
            {
                if (s_idleBytes + length <= MostIdle)
                {
                    s_idle[SizeClass(length)].Push(address);
                    s_idleBytes += length;
                    return;
                }
            }
        }

        Marshal.FreeHGlobal(address);
    }

    private static int SizeClass(int length) =>
        BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, SmallestSize))) - BitOperations.Log2(SmallestSize);
}
