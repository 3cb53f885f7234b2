namespace MLFlux.Rows;

/// <summary>
/// Cuts the rows that ranks have read into windows: each has as many rows to train on, of each rank about its share, and a rank's part of
/// each follows the one before.
/// </summary>
internal static class ShardWindows
{
    /// <summary>The number of the first row of each window on each rank, and, behind the last one, of the row behind the rank's.</summary>
    /// <param name="shards">The number of each rank's first row, and the number of all rows.</param>
    /// <param name="trains">Says for each row whether it is trained on, rather than held out.</param>
    /// <param name="windowRows">How many rows to train on a window has, but for the last one.</param>
    public static int[][] Of(int[] shards, bool[] trains, int windowRows)
    {
        int ranks = shards.Length - 1;
        long[] counts = [.. Enumerable.Range(0, ranks).Select(rank => trains.AsSpan(shards[rank]..shards[rank + 1]).Count(true))];
        long[] taken = new long[ranks];
        int[] next = shards[..ranks];
        List<int>[] firsts = [.. Enumerable.Range(0, ranks).Select(rank => new List<int> { shards[rank] })];
        for (long row = 0, all = counts.Sum(); row < all; row++)
        {
            if (row > 0 && row % windowRows == 0)
            {
                for (int rank = 0; rank < ranks; rank++)
                    firsts[rank].Add(next[rank]);
            }

            int furthestBehind = 0;
            for (int rank = 1; rank < ranks; rank++)
            {
                // Half a row more than a rank has given, over all that it has to give, is less than that of the others.
                if (((2 * taken[rank]) + 1) * counts[furthestBehind] < ((2 * taken[furthestBehind]) + 1) * counts[rank])
                    furthestBehind = rank;
            }

            taken[furthestBehind]++;
            while (!trains[next[furthestBehind]++])
            {
                // Rows held out are passed over.
            }
        }

        for (int rank = 0; rank < ranks; rank++)
            firsts[rank].Add(shards[rank + 1]);
        return [.. firsts.Select(ofRank => ofRank.ToArray())];
    }
}
