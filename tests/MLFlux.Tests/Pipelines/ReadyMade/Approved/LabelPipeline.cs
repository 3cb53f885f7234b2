using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLFlux;
using static MLFlux.Layers;

internal static class LabelPipeline
{
    public static IEstimator<ITransformer> Create(MLContext ml)
    {
        var network = Chain(
            Flatten(),
            Output());

        var training = new NeuralNetworkOptions
        {
            Optimizer = Optimizers.AdamW(learningRate: 0.002),
            Schedule = Schedules.OneCycle(rise: 0.3, first: 0.04, final: 4E-06, byBatch: true),
            BatchSize = 32,
            Epochs = 4,
            Augmentation = [Augmentations.HorizontalFlip(probability: 0.5), Augmentations.RandomCrop(padding: 3)],
            Seed = 3,
        };

        return ml.Transforms.IfPresent("Label", ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue))
            .Append(ml.Transforms.ImageToVector("Features", "ImagePath", new ImageToVectorOptions
            {
                Width = 24,
                Height = 24,
                Fit = ImageFit.Crop,
                AsBytes = true,
            }))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(network, training))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    }
}
