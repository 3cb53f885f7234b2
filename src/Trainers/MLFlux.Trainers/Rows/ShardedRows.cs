using System.Runtime.InteropServices;

namespace MLFlux.Rows;

/// <summary>
/// Rows of which each rank has read its own: labels and weights, which are small, go to all ranks, features stay where they were read. Rows
/// are numbered through in the order of the ranks, so that all that follows from labels is what it would be if one process had read all.
/// </summary>
internal static class ShardedRows
{
    /// <summary>Makes one set of the rows of all ranks.</summary>
    public static void Join(RowsInMemory rows, Ranks ranks)
    {
        byte[][] counts = ranks.Gather(BitConverter.GetBytes(rows.Count), toAll: true);
        int[] shards = new int[ranks.Count + 1];
        for (int rank = 0; rank < ranks.Count; rank++)
            shards[rank + 1] = checked(shards[rank] + BitConverter.ToInt32(counts[rank]));

        byte[][] targets = ranks.Gather(rows.Targets.ToBytes(), toAll: true);
        rows.Targets.Clear();
        foreach (byte[] part in targets)
            rows.Targets.Add(part.AsSpan());
        if (rows.Weights is { } weights)
        {
            byte[][] all = ranks.Gather(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(weights)), toAll: true);
            weights.Clear();
            foreach (byte[] part in all)
                weights.AddRange(MemoryMarshal.Cast<byte, float>(part));
        }

        if (rows.Hashes is { } hashes)
        {
            byte[][] all = ranks.Gather(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(hashes)), toAll: true);
            hashes.Clear();
            foreach (byte[] part in all)
                hashes.AddRange(MemoryMarshal.Cast<byte, RowHash>(part));
        }

        rows.Features.First = shards[ranks.Index];
        rows.Shards = shards;
    }

    /// <summary>Refuses to train where a rank has nothing to do.</summary>
    /// <param name="rows">The rows of all ranks.</param>
    /// <param name="training">The rows to train on.</param>
    /// <exception cref="RankException">A rank has no row to train on.</exception>
    public static void Check(RowsInMemory rows, int[] training)
    {
        for (int rank = 0; rank < (rows.Shards?.Length ?? 1) - 1; rank++)
        {
            (int first, int end) = (rows.Shards![rank], rows.Shards[rank + 1]);
            if (!Array.Exists(training, row => row >= first && row < end))
            {
                throw new RankException(
                    $"Rank {rank} has read {end - first} rows, none of which is left to train on. Give each rank more rows, or start fewer "
                    + "ranks.");
            }
        }
    }
}
