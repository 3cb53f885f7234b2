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
            Optimizer = Optimizers.AdamW(learningRate: 0.008, weightDecay: 0.3),
            Schedule = Schedules.OneCycle(rise: 0.2, first: 0.04, final: 4E-06, byBatch: true),
            BatchSize = 32,
            Epochs = 4,
            Augmentation = [
                Augmentations.HorizontalFlip(alternating: true),
                Augmentations.RandomCrop(padding: 1, reflect: true),
            ],
            ScoringViews = new ScoringViews(mirrored: true, shift: 1),
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
