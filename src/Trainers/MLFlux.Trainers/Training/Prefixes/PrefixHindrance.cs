namespace MLFlux.Training;

/// <summary>Why frozen layers are computed in each epoch rather than once, for people.</summary>
internal static class PrefixHindrance
{
    /// <summary>The reason, as the end of a sentence; null where there is none.</summary>
    /// <param name="options">The fit's options.</param>
    /// <param name="changes">What changes the rows before the frozen layers.</param>
    public static string? Of(NeuralNetworkOptions options, IReadOnlyCollection<Augmentation> changes)
    {
        if (options.EpochEnd is not null || options.BatchEnd is not null)
            return "a callback may thaw them";
        if (options.ScoringViews is not null && (options.TemperatureScaling || options.DecisionThreshold is not null
            || options.Loss is QuantileLoss || options.Heads.Count > 0))
        {
            return $"{nameof(NeuralNetworkOptions.ScoringViews)} shows them other pictures of the validation rows, on whose predictions "
                + "more is learned; WithViews of the fitted model does without";
        }

        if (changes.Any(augmentation => augmentation is MixupAugmentation))
            return "Mixup brings other rows together in each";
        return changes.Count > 0 && options.AugmentedVariants == 0
            ? $"{nameof(NeuralNetworkOptions.Augmentation)} changes the rows anew in each; "
                + $"{nameof(NeuralNetworkOptions.AugmentedVariants)} computes them once for a number of changed versions"
            : null;
    }
}
