namespace MLFlux;

/// <summary>A learning rate and the loss of the batch that was trained with it.</summary>
/// <param name="LearningRate">The rate of the update.</param>
/// <param name="Loss">The loss of its batch, before the update.</param>
/// <param name="SmoothedLoss">The moving mean of the losses up to it: single batches are noisy.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);
