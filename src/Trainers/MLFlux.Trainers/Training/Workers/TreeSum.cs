using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>
/// Sums in the order of a binary tree over numbered parts: ((0 + 1) + (2 + 3)) + ... Where the parts are a power of two and lie in order
/// on ranks of which there is a power of two, each rank's sum is a node of the tree, and the total does not depend on the number of ranks.
/// </summary>
internal static class TreeSum
{
    /// <summary>Adds parts up into the first.</summary>
    /// <param name="parts">How many there are.</param>
    /// <param name="add">Adds a part to another: the place of the one that takes the sum, and of the other.</param>
    public static void Run(int parts, Action<int, int> add)
    {
        for (int stride = 1; stride < parts; stride *= 2)
        {
            for (int part = 0; part + stride < parts; part += 2 * stride)
                add(part, part + stride);
        }
    }

    /// <summary>Adds parts up into the first, number by number.</summary>
    /// <param name="all">The parts, one after another.</param>
    /// <param name="length">How many numbers each has.</param>
    public static void Run(Memory<float> all, int length) =>
        Run(all, length, (sum, part) => TensorPrimitives.Add<float>(sum, part, sum));

    /// <summary>Merges parts of <see cref="ChannelMoments"/> into the first, channel by channel.</summary>
    /// <inheritdoc cref="Run(Memory{float}, int)" path="/param"/>
    public static void Merge(Memory<float> all, int length) => Run(all, length, (sum, part) => ChannelMoments.Merge(
        MemoryMarshal.Cast<float, ChannelMoments>(sum), MemoryMarshal.Cast<float, ChannelMoments>(part)));

    private static void Run(Memory<float> all, int length, Action<Span<float>, ReadOnlySpan<float>> add) =>
        Run(length == 0 ? 0 : all.Length / length, (to, from) =>
            add(all.Span.Slice(to * length, length), all.Span.Slice(from * length, length)));
}
