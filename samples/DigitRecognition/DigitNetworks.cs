using MLFlux;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace DigitRecognition;

/// <summary>Three networks that tell ten digits apart, from the simplest up.</summary>
internal static class DigitNetworks
{
    public static Layer Create(Settings settings) => settings.Network switch
    {
        "linear" => Chain(Flatten(), Dense(10), Softmax()),
        "dense" => Chain(Flatten(), Dense(settings.Hidden, Relu), Dense(10), Softmax()),
        _ => Chain( // The shape of LeNet-5 (LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning, 1998)
            Conv((5, 5), 6, Relu), MaxPool((2, 2)),
            Conv((5, 5), 16, Relu), MaxPool((2, 2)),
            Flatten(),
            Dense(120, Relu), Dense(84, Relu), Dense(10),
            Softmax()),
    };

    public static Optimizer CreateOptimizer(Settings settings) => settings.Optimizer switch
    {
        "sgd" => Optimizers.Sgd(settings.LearningRate ?? 0.1),
        _ => Optimizers.Adam(settings.LearningRate ?? 0.002),
    };
}
