namespace MLFlux.Experiments;

/// <summary>
/// The options of a search's fits, made of those of the pipeline's trainer. What a fit has otherwise is marked as adapted in the table of
/// options; all else is as the user wrote it.
/// </summary>
internal static class CandidateOptions
{
    /// <summary>A candidate of a search.</summary>
    public static NeuralNetworkOptions Of(NeuralNetworkOptions options, SearchCandidate candidate) => options with
    {
        Optimizer = options.Optimizer with { LearningRate = candidate.LearningRate },
        BatchSize = candidate.BatchSize,
    };

    /// <summary>A stage of a candidate, which is validated on the search's own rows and may be trained further.</summary>
    /// <param name="options">The pipeline's options.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="epochs">How many epochs the stage adds.</param>
    /// <param name="limit">What is left of the search's time.</param>
    public static NeuralNetworkOptions OfStage(NeuralNetworkOptions options, SearchCandidate candidate, int epochs, TimeSpan limit) =>
        Of(options, candidate) with
        {
            Epochs = epochs,
            ValidationFraction = 0,
            BaggedCandidates = [],
            BaggedFolds = 1, // Bagged folds validate their networks themselves, on rows that would not rank the candidate.
            TimeLimit = options.TimeLimit < limit ? options.TimeLimit : limit,
            KeepOptimizerState = true,
        };

    /// <summary>The winner of a search, which trains for its best number of epochs where no rows tell when to stop.</summary>
    public static NeuralNetworkOptions OfWinner(NeuralNetworkOptions options, SearchCandidate winner)
    {
        NeuralNetworkOptions training = Of(options, winner);
        return training.ValidationFraction > 0 ? training
            : training with { Epochs = Math.Max(winner.BestEpoch, 1), EarlyStopping = null };
    }
}
