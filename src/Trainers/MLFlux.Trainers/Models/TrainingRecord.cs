namespace MLFlux;

/// <summary>The options a model was trained with, as they are kept in the model file for a reader.</summary>
/// <param name="Optimizer">The optimizer as it is written in code: <c>Adam(learningRate: 0.001)</c>.</param>
/// <param name="Loss">The loss as it is written in code.</param>
/// <param name="BatchSize">Rows in a batch.</param>
/// <param name="Epochs">The most epochs the fit could take.</param>
/// <param name="ValidationFraction">The fraction of rows held out to validate.</param>
/// <param name="Seed">The seed of the fit.</param>
/// <param name="ClassWeights">The weights of the classes as they are written in code, or null.</param>
public sealed record TrainingRecord(
    string Optimizer, string Loss, int BatchSize, int Epochs, double ValidationFraction, int Seed,
    string? ClassWeights = null)
{
    /// <summary>The learning-rate schedule as it is written in code; null for none.</summary>
    public string? Schedule { get; init; }

    /// <summary>The gradient clipping as it is written in code; null for none.</summary>
    public string? GradientClipping { get; init; }

    /// <summary>How many batches made one update; null for one.</summary>
    public int? AccumulatedBatches { get; init; }

    /// <summary>The parts that were frozen, by name; null for none.</summary>
    public IReadOnlyList<string>? FrozenLayers { get; init; }

    /// <summary>
    /// Every option that decides the weights, by its name, with its value as it is written in code: those that are not the default,
    /// the seed and the loss in any case. A fit goes on from a checkpoint with the same ones only. Null in files of earlier versions.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>The augmentations as they are written in code, in order; null for none.</summary>
    public IReadOnlyList<string>? Augmentation { get; init; }
}
