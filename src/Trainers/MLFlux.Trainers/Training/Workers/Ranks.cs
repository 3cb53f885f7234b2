using System.Runtime.InteropServices;
using System.Text;
using MLFlux.Training;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The processes that train one model together, each on its part of every batch, and the place of this one among them: for
/// <see cref="NeuralNetworkOptions.Ranks"/>. The package <c>MLFlux.Mpi</c> gives those that <c>mpirun</c> has started.
/// </summary>
/// <remarks>
/// All ranks make the same calls in the same order: the same fits, of the same network with the same options on the same rows. A call
/// returns once every rank has made it, with the same result on each, to the bit. What all ranks know, such as the order of the rows,
/// is not exchanged: it follows from the data and the seed, which are the same on each. To be used by one thread at a time.
/// </remarks>
public abstract class Ranks
{
    /// <summary>How many values are summed in a fixed order at once, which takes as many times their memory as there are ranks.</summary>
    private const int MostInTree = 1 << 22;

    private float[] _all = [];

    /// <summary>Only MLFlux makes ranks.</summary>
    internal Ranks()
    {
    }

    /// <summary>One process that trains by itself, the default: nothing is exchanged.</summary>
    public static Ranks Alone { get; } = new LoneRank();

    /// <summary>The number of this rank, from 0. Rank 0 decides for all, and alone writes files, calls callbacks and logs.</summary>
    public abstract int Index { get; }

    /// <summary>How many ranks there are; 1 where a process trains by itself.</summary>
    public abstract int Count { get; }

    /// <summary>Whether this rank speaks and writes for all: it is the first.</summary>
    internal bool IsFirst => Index == 0;

    /// <summary>How long this rank has waited for others, and exchanged with them, in all.</summary>
    internal virtual TimeSpan Waited => TimeSpan.Zero;

    /// <summary>Puts the sum over all ranks in place of each rank's values.</summary>
    internal abstract void Sum(Span<float> values);

    /// <inheritdoc cref="Sum(Span{float})"/>
    internal abstract void Sum(Span<double> values);

    /// <summary>Puts rank 0's values in place of each rank's.</summary>
    internal abstract void Broadcast(Span<byte> values);

    /// <summary>Each rank's bytes, in the order of the ranks; they may be of any length.</summary>
    /// <param name="part">This rank's bytes.</param>
    /// <param name="toAll">Whether all ranks are given them; otherwise rank 0 is, and the others are given nothing.</param>
    internal abstract byte[][] Gather(ReadOnlySpan<byte> part, bool toAll);

    /// <summary>All ranks' bytes, as many of each, in the order of the ranks.</summary>
    /// <param name="part">This rank's bytes.</param>
    /// <param name="all">Takes those of all: <see cref="Count"/> times as many.</param>
    internal abstract void Gather(ReadOnlySpan<byte> part, Span<byte> all);

    /// <summary>Waits until every rank is here, however long that takes: what each does by itself before has no limit.</summary>
    internal abstract void AwaitAll();

    /// <summary>Ends all ranks, as far as they are processes of their own, because of what this one alone has met.</summary>
    internal virtual void End(Exception fault)
    {
    }

    /// <inheritdoc cref="Sum(Span{float})"/>
    internal void Sum(Tensor values) => Exchange(values, bytes => Sum(MemoryMarshal.Cast<byte, float>(bytes)));

    /// <summary>
    /// Puts the sum over all ranks in place of each rank's values, added up in a fixed order: see <see cref="TreeSum"/>. Takes longer than
    /// <see cref="Sum(Span{float})"/>, since every rank gets the values of all.
    /// </summary>
    internal void SumInTree(Span<float> values) => InTree(values, TreeSum.Run);

    /// <summary>Merges the <see cref="Construction.ChannelMoments"/> of all ranks, in the same fixed order.</summary>
    internal void MergeInTree(Span<float> moments) => InTree(moments, TreeSum.Merge);

    private void InTree(Span<float> values, Action<Memory<float>, int> combine)
    {
        while (Count > 1 && values.Length > 0)
        {
            Span<float> part = values[..Math.Min(values.Length, MostInTree)];
            if (_all.Length < part.Length * Count)
                _all = new float[part.Length * Count];
            Memory<float> all = _all.AsMemory(0, part.Length * Count);
            Gather(MemoryMarshal.AsBytes(part), MemoryMarshal.AsBytes(all.Span));
            combine(all, part.Length);
            all.Span[..part.Length].CopyTo(part);
            values = values[part.Length..];
        }
    }

    /// <inheritdoc cref="SumInTree(Span{float})"/>
    internal void SumInTree(Tensor values) => Exchange(values, bytes => SumInTree(MemoryMarshal.Cast<byte, float>(bytes)));

    /// <inheritdoc cref="Broadcast(Span{byte})"/>
    internal void Broadcast(Tensor values) => Exchange(values, Broadcast);

    /// <inheritdoc cref="Broadcast(Span{byte})"/>
    internal void Broadcast(Span<double> values) => Broadcast(MemoryMarshal.AsBytes(values));

    /// <summary>Rank 0's text, on every rank.</summary>
    internal string Broadcast(string text)
    {
        byte[] bytes = Broadcast(Encoding.UTF8.GetBytes(text));
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Rank 0's bytes, on every rank; they may be of any length.</summary>
    internal byte[] Broadcast(byte[] bytes)
    {
        if (Count == 1)
            return bytes;
        int length = Agree(bytes.Length);
        if (!IsFirst)
            bytes = new byte[length];
        Broadcast(bytes.AsSpan());
        return bytes;
    }

    /// <summary>Rank 0's decision, on every rank.</summary>
    internal int Agree(int decision)
    {
        Broadcast(MemoryMarshal.AsBytes(new Span<int>(ref decision)));
        return decision;
    }

    /// <inheritdoc cref="Agree(int)"/>
    internal long Agree(long decision)
    {
        Broadcast(MemoryMarshal.AsBytes(new Span<long>(ref decision)));
        return decision;
    }

    /// <inheritdoc cref="Agree(int)"/>
    internal bool Agree(bool decision) => Agree(decision ? 1 : 0) != 0;

    /// <summary>The outcome of all ranks' parts together.</summary>
    internal BatchOutcome Sum(BatchOutcome part)
    {
        if (Count == 1)
            return part;

        Span<double> values = [part.LossSum, part.Correct ?? 0, part.Weight, part.Rows];
        Sum(values);
        return new BatchOutcome(values[0], part.Correct is null ? null : (int)values[1], values[2], (int)values[3]);
    }

    /// <summary>This rank's part of a number of rows; it may be empty where there are fewer rows than ranks.</summary>
    internal Range Part(int rows) => (int)((long)rows * Index / Count)..(int)((long)rows * (Index + 1) / Count);

    /// <summary>The most rows that a rank's part of a number of rows can have.</summary>
    internal int LargestPart(int rows) => (int)(((long)rows + Count - 1) / Count);

    /// <summary>A seed of this rank's own, for what is random in its part of the rows; rank 0's is the seed itself.</summary>
    internal int OwnSeed(int seed) => unchecked(seed ^ (Index * (int)0x9E3779B9));

    /// <summary>Exchanges a tensor's values in memory, also those of a GPU.</summary>
    private void Exchange(Tensor values, SpanAction exchange)
    {
        if (Count == 1)
            return;
        using IDisposable noGradients = no_grad();
        if (values.device_type == TorchSharp.DeviceType.CPU && values.is_contiguous())
        {
            exchange(values.bytes);
            return;
        }

        using Tensor copy = values.cpu().contiguous();
        exchange(copy.bytes);
        values.copy_(copy);
    }

    private delegate void SpanAction(Span<byte> bytes);
}
