using ImageClassification;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLFlux;

return await CommandLine.RunAsync(args, Classify);

static void Classify(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    (IDataView train, IDataView heldOut) = ImageData.Load(ml, settings);
    Layer network = settings.Network switch
    {
        "resnet" => Networks.ResNet(depth: 8),
        "lenet" => Networks.LeNet5(),
        "mlp" => Networks.Mlp(256, 128),
        "vgg" => Networks.SmallVgg(),
        _ => Networks.WhitenedVgg(),
    };
    bool isWhitened = settings.Network == "whitened";
    var images = new ImageToVectorOptions { Width = settings.Size, Height = settings.Size, Fit = ImageFit.Crop, AsBytes = true };

    var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
        .Append(ml.Transforms.ImageToVector("Features", "ImagePath", images))
        .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
        {
            Optimizer = Optimizers.AdamW(settings.LearningRate ?? (isWhitened ? 0.008 : 0.001), weightDecay: 0.3),
            Schedule = Schedules.OneCycle(rise: 0.2),
            Loss = Losses.CrossEntropy(labelSmoothing: 0.1),
            BatchSize = settings.BatchSize,
            Epochs = settings.Epochs,
            ValidationFraction = 0.05,
            Augmentation = !settings.Augment ? [] :
            [
                Augmentations.HorizontalFlip(alternating: true),
                Augmentations.RandomCrop(Math.Max(1, settings.Size / 16), reflect: true),
            ],
            ScoringViews = settings.Augment ? new ScoringViews(shift: 1) : null,
            Progress = Console.WriteLine,
            CancellationToken = cancellation,
        }))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    var model = pipeline.Fit(train);
    Console.WriteLine(model.OfType<NeuralNetworkTransformer>().Single().Model);

    IDataView scored = ml.Data.Cache(model.Transform(heldOut), "ImagePath", "Label", "PredictedLabel", "Score");
    Console.WriteLine(ml.MulticlassClassification.ClassificationReport(scored));

    cancellation.ThrowIfCancellationRequested();
    Directory.CreateDirectory(settings.Out);
    SavedModel.Save(ml, model, images, Path.Combine(settings.Out, "images.zip"));
    ConfusedPairs.Save(ml, scored, Path.Combine(settings.Out, "confused.png"));
    Console.WriteLine($"held-out accuracy: {ml.MulticlassClassification.Evaluate(scored).MicroAccuracy:0.0000}");
}
