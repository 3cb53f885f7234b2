namespace MLFlux.Estimators;

/// <summary>A head bound to the label column of its name.</summary>
/// <param name="Name">The head, and its column.</param>
/// <param name="Task">What it predicts.</param>
/// <param name="Label">The task, bound to the column.</param>
/// <param name="Loss">What training makes small of it.</param>
/// <param name="Weight">What that is multiplied by.</param>
internal sealed record HeadBinding(string Name, PredictionTask Task, OneLabelBinding Label, Loss Loss, double Weight);
