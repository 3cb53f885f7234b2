using Microsoft.ML;
using MLFlux;
using static MLFlux.Activation;
using static MLFlux.Layers;

Console.WriteLine("A network learns to read digits, and shows it on digits held out:");
var ml = new MLContext(seed: 1);
IDataView digits = ml.Data.MakeHandwrittenDigits(6_000);   // Image: Vector<Byte, 28, 28>, Label: Byte
var split = ml.Data.TrainTestSplit(digits, testFraction: 0.2);

var network = Chain(
    Conv((5, 5), 6, Relu), MaxPool((2, 2)), Conv((5, 5), 16, Relu), MaxPool((2, 2)),
    Flatten(), Dense(120, Relu), Dense(84, Relu), Output(), Softmax());

var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.ImageToVector("Features", "Image"))
    .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(network, epochs: 10))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
var model = pipeline.Fit(split.TrainSet);
var metrics = ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
Console.WriteLine($"held-out accuracy: {metrics.MicroAccuracy:0.0000}");

ml.Model.Save(model, digits.Schema, "digits.zip");
ITransformer loaded = new MLContext().Model.Load("digits.zip", out _);
