namespace MLFlux;

/// <summary>Losses recorded inside an epoch; see <see cref="NeuralNetworkOptions.RecordEvery"/>.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Batch">The number of the batch in it, from 1.</param>
/// <param name="TrainingLoss">The mean loss of the batch, before its update.</param>
/// <param name="ValidationLoss">The mean loss over the held-out rows, after its update; null without a validation set.</param>
/// <param name="LearningRate">The learning rate of its update.</param>
public sealed record BatchRecord(int Epoch, int Batch, double TrainingLoss, double? ValidationLoss, double LearningRate);
