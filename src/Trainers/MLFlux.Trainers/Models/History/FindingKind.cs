namespace MLFlux;

/// <summary>What a check of the gradients found; see <see cref="TrainingFinding"/>.</summary>
public enum FindingKind
{
    /// <summary>Units that gave 0 for every row of a batch, and so learn nothing.</summary>
    DeadUnits,

    /// <summary>A gradient so small against its weights that they stand still: less than 1e-8 of them.</summary>
    VanishingGradient,

    /// <summary>A gradient so large against its weights that a step throws them about: more than 1,000 times as large.</summary>
    ExplodingGradient,

    /// <summary>A gradient with a value that is not a number or infinite.</summary>
    NonFiniteGradient,
}
