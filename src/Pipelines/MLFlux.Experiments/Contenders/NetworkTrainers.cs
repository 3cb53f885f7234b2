using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>Makes the trainer of a task.</summary>
internal static class NetworkTrainers
{
    public static NeuralNetworkTrainer Create(MLContext ml, PredictionTask task, Layer network, NeuralNetworkOptions options) => task switch
    {
        PredictionTask.MulticlassClassification => ml.MulticlassClassification.Trainers.NeuralNetwork(network, options),
        PredictionTask.BinaryClassification => ml.BinaryClassification.Trainers.NeuralNetwork(network, options),
        PredictionTask.Regression => ml.Regression.Trainers.NeuralNetwork(network, options),
        _ => throw UnknownTask.Of(task),
    };
}
