namespace MLFlux.Training;

/// <summary>Why frozen layers are computed in each epoch rather than once, for people.</summary>
internal static class PrefixHindrance
{
    /// <summary>The reason, as the end of a sentence; null where there is none.</summary>
    /// <param name="options">The fit's options.</param>
    /// <param name="context">What the fit runs in.</param>
    public static string? Of(NeuralNetworkOptions options, TrainingContext context)
    {
        if (options.EpochEnd is not null || options.BatchEnd is not null)
            return "a callback may thaw them";
        if ((options.CheckpointPath ?? options.ResumeFrom) is not null)
            return "a checkpoint holds the state of the whole network";
        if (context.Ranks.Count > 1)
            return "the ranks share the rows out anew in each";
        if (options.Augmentation.Any(augmentation => augmentation is MixupAugmentation))
            return "Mixup brings other rows together in each";
        return options.Augmentation.Count > 0 && options.AugmentedVariants == 0
            ? $"{nameof(NeuralNetworkOptions.Augmentation)} changes the rows anew in each; "
                + $"{nameof(NeuralNetworkOptions.AugmentedVariants)} computes them once for a number of changed versions"
            : null;
    }
}
