namespace MLFlux.Training;

/// <summary>
/// Runs that have nothing to do with each other, such as the fits of several folds: each rank does some of them by itself, and all ranks
/// are given the results of all.
/// </summary>
internal static class SharedRuns
{
    /// <summary>
    /// Whether ranks share runs out. Fewer runs than ranks would leave ranks without any: then all ranks do each run together, one run
    /// after another.
    /// </summary>
    public static bool AreShared(Ranks ranks, int runs) => ranks.Count > 1 && runs >= ranks.Count;

    /// <summary>Whether a rank does a run.</summary>
    public static bool IsMine(Ranks ranks, int run) => run % ranks.Count == ranks.Index;

    /// <summary>How many of so many runs a rank does, at the most: rank 0 does so many.</summary>
    public static int Most(Ranks ranks, int runs) => (runs + ranks.Count - 1) / ranks.Count;

    /// <summary>The options of fits that a rank does by itself, of which the first rank alone tells how they go on.</summary>
    public static NeuralNetworkOptions OfOneRank(NeuralNetworkOptions options)
    {
        NeuralNetworkOptions alone = options with { Ranks = Ranks.Alone };
        return options.Ranks.IsFirst ? alone : alone with
        {
            Progress = null, BatchProgress = null, FrozenProgress = null, EpochModel = null, Logs = [],
        };
    }

    /// <summary>Does runs, each on one rank.</summary>
    /// <param name="ranks">The ranks, all of which call this.</param>
    /// <param name="runs">How many runs there are.</param>
    /// <param name="run">Does the run of a number, and gives its result as bytes.</param>
    /// <returns>The results of all runs, in their order, on every rank.</returns>
    /// <exception cref="RankException">A run failed on another rank.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled on this rank, or on another.</exception>
    public static byte[][] Do(Ranks ranks, int runs, Func<int, byte[]> run)
    {
        var mine = new List<byte[]>();
        ranks.Together(() =>
        {
            try
            {
                for (int one = ranks.Index; one < runs; one += ranks.Count)
                    mine.Add(run(one));
            }
            finally
            {
                ranks.AwaitAll();
            }
        });

        byte[][] results = new byte[runs][];
        for (int first = 0; first < runs; first += ranks.Count)
        {
            int place = first / ranks.Count;
            byte[][] all = ranks.Gather(place < mine.Count ? mine[place] : [], toAll: true);
            all.AsSpan(0, Math.Min(all.Length, runs - first)).CopyTo(results.AsSpan(first));
        }

        return results;
    }
}
