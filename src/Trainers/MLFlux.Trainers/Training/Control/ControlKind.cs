namespace MLFlux.Training;

/// <summary>What a callback can change in a fit.</summary>
internal enum ControlKind
{
    LearningRate,
    Freeze,
    Thaw,
}
