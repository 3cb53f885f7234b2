using Microsoft.ML;

namespace MLFlux.Benchmarks.Models;

/// <summary>Our side of training, with the settings of <see cref="HandWrittenLoop"/>.</summary>
internal static class Trainers
{
    public static NeuralNetworkTrainer Create(
        MLContext ml, Layer network, int epochs, Action<EpochReport>? progress = null, long? memoryBudget = null) =>
        ml.MulticlassClassification.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Adam(HandWrittenLoop.LearningRate),
            Loss = Losses.CrossEntropy(),
            BatchSize = HandWrittenLoop.BatchSize,
            Epochs = epochs,
            MemoryBudget = memoryBudget,
            Progress = progress,
        });
}
