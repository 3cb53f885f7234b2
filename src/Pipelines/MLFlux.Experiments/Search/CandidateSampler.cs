namespace MLFlux.Experiments;

/// <summary>Draws the candidates of a search.</summary>
internal static class CandidateSampler
{
    /// <summary>How far either side of the pipeline's own learning rate others are drawn.</summary>
    private const double Factor = 10;

    /// <summary>How many draws in a row that were drawn before show that there are no others.</summary>
    private const int MostRepeats = 1000;

    /// <summary>The pipeline as it is, then others at random, no two alike.</summary>
    public static IReadOnlyList<SearchCandidate> Draw(NeuralNetworkTrainer own, SearchOptions options, Random random)
    {
        double ownRate = own.Options.Optimizer.LearningRate;
        Layer[] networks = options.Networks.Count > 0 ? [.. options.Networks] : [own.Network];
        int[] batchSizes = options.BatchSizes.Count > 0 ? [.. options.BatchSizes] : [own.Options.BatchSize];
        double Rate() => options.LearningRates.Count > 0
            ? options.LearningRates[random.Next(options.LearningRates.Count)]
            : ownRate * Math.Pow(Factor, (2 * random.NextDouble()) - 1);

        var drawn = new List<SearchCandidate>();
        var known = new HashSet<(Layer, double, int)>();
        Add(own.Network, ownRate, own.Options.BatchSize);
        for (int repeats = 0; drawn.Count < options.Candidates && repeats < MostRepeats; repeats++)
        {
            if (Add(networks[random.Next(networks.Length)], Rate(), batchSizes[random.Next(batchSizes.Length)]))
                repeats = 0;
        }

        return drawn;

        bool Add(Layer network, double rate, int batchSize)
        {
            if (!known.Add((network, rate, batchSize)))
                return false;
            drawn.Add(new SearchCandidate { Number = drawn.Count + 1, Network = network, LearningRate = rate, BatchSize = batchSize });
            return true;
        }
    }
}
