using DigitRecognition;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using MLFlux;

return await CommandLine.RunAsync(args, Recognise);

static void Recognise(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    (IDataView train, IDataView heldOut) = DigitData.Load(ml, settings);
    Layer description = DigitNetworks.Create(settings);
    Console.WriteLine(description.Summary(new Shape(1, 28, 28)));

    var progress = new TrainingProgress();
    var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
        .Append(ml.Transforms.ImageToVector("Features", "Image"))
        .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(description, progress.Attach(new NeuralNetworkOptions
        {
            Optimizer = DigitNetworks.CreateOptimizer(settings),
            Schedule = Schedules.Cosine(byBatch: true),
            Loss = Losses.CrossEntropy(),
            BatchSize = settings.BatchSize,
            Epochs = settings.Epochs,
            ValidationFraction = 0.05,
            CancellationToken = cancellation,
        })))
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    var model = progress.Watch(() => pipeline.Fit(train), "reading the digits");

    IDataView scored = model.Transform(heldOut);
    ClassificationReport report = ml.MulticlassClassification.ClassificationReport(scored);
    Console.WriteLine();
    Console.WriteLine(report);
    DigitPictures.Show(ml, heldOut, scored);

    cancellation.ThrowIfCancellationRequested();
    SavedModel.SaveAndCheck(ml, model, heldOut, Path.Combine(settings.Out, "digits.zip"));
    NeuralNetworkTransformer network = model.OfType<NeuralNetworkTransformer>().Single();
    string onnx = Path.Combine(settings.Out, "digits.onnx"); // samples/ScoreWithoutTorch reads it.
    network.ExportToOnnx(onnx);
    Console.WriteLine($"saved {onnx}");
    Pictures.Save(Plot.LearningCurve(network.Model.History), settings.Out, "learning-curve");
    Pictures.Save(Plot.ConfusionMatrix(report), settings.Out, "confusion-matrix");
    Pictures.SaveReport(ml.Report(scored, PredictionTask.MulticlassClassification, new ReportOptions
    {
        Title = "Handwritten digits",
        History = network.Model.History,
        ImageColumnName = "Image",
    }), settings.Out);

    var trainMetrics = ml.MulticlassClassification.Evaluate(model.Transform(train));
    var heldOutMetrics = ml.MulticlassClassification.Evaluate(scored);
    Console.WriteLine();
    Console.WriteLine($"train accuracy: {trainMetrics.MicroAccuracy:0.0000}");
    Console.WriteLine($"held-out accuracy: {heldOutMetrics.MicroAccuracy:0.0000}");
}
