// Few sentences, and new words in those that come later: a pretrained network knows what they mean, counts of words do not.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using static MLFlux.Layers;

var ml = new MLContext(seed: 1);
IDataView learned = ml.Data.LoadFromEnumerable(Complaint.Make(
    ["The parcel", "The book", "Your answer"],
    ["was a pleasure", "was excellent", "made us happy", "is just right"],
    ["was a disappointment", "was broken", "made us angry", "is wrong"]));
IDataView later = ml.Data.LoadFromEnumerable(Complaint.Make(
    ["The delivery", "This novel", "Support"],
    ["delighted everybody", "turned out wonderful", "could not have been better", "is superb"],
    ["annoyed everybody", "turned out terrible", "could not have been worse", "is useless"]));

TextBackbone body = Backbones.MiniLM(length: 16);
Console.WriteLine(body.Network.Summary(new Shape(16)));
var pretrained = ml.Transforms.Text.TokensToVector("Features", nameof(Complaint.Text), body.Tokens)
    .Append(ml.BinaryClassification.Trainers.NeuralNetwork(Chain(body.Network, Dropout(0.2), Output()), new NeuralNetworkOptions
    {
        FrozenLayers = ["0"],
        Epochs = 60,
        BatchSize = 8,
        Optimizer = Optimizers.Adam(0.01),
        Progress = report => Console.Write(report.Epoch % 20 == 0 ? $"{report}\n" : ""),
    }));
var counts = ml.Transforms.Text.FeaturizeText("Features", nameof(Complaint.Text))
    .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression());

foreach ((string name, IEstimator<ITransformer> pipeline) in new (string, IEstimator<ITransformer>)[]
    { ("MiniLM with a head", pretrained), ("counts of words", counts) })
{
    CalibratedBinaryClassificationMetrics metrics = ml.BinaryClassification.Evaluate(pipeline.Fit(learned).Transform(later));
    Console.WriteLine(FormattableString.Invariant(
        $"{name}: accuracy {metrics.Accuracy:0.000}, AUC {metrics.AreaUnderRocCurve:0.000} on other words"));
}
