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
        if (changes.Any(augmentation => augmentation is MixupAugmentation))
            return "Mixup brings other rows together in each";
        return changes.Count > 0 && options.AugmentedVariants == 0
            ? $"{nameof(NeuralNetworkOptions.Augmentation)} changes the rows anew in each; "
                + $"{nameof(NeuralNetworkOptions.AugmentedVariants)} computes them once for a number of changed versions"
            : null;
    }
}
