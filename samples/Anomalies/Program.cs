using System.CommandLine;
using Anomalies;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using static MLFlux.Activation;
using static MLFlux.Layers;

Option<int> rows = SampleOption.Count("--rows", "Minutes to learn from, few of them faulty.", 4000);
Option<int> epochs = SampleOption.Count("--epochs", "Times to go through the rows.", 60);
Option<int> seed = SampleOption.Seed();
var command = new RootCommand(
    "Learns how the sensors of a machine go together, without being told which minutes were faulty, and finds those in which they do not.")
{
    rows, epochs, seed,
};
return await SampleCommand.RunAsync(command, args, "Cancelled.", (result, cancellation) =>
{
    int random = result.GetValue(seed);
    var ml = new MLContext(random);
    const double Faulty = 0.02;
    IDataView past = ml.Data.LoadFromEnumerable(Machine.Make(result.GetValue(rows), Faulty, new Random(random)));
    IDataView present = ml.Data.LoadFromEnumerable(Machine.Make(2000, Faulty, new Random(random + 1)));
    var sensors = ml.Transforms.Concatenate("Features", Machine.Sensors).Append(ml.Transforms.NormalizeMeanVariance("Features"));

    // Narrow in the middle: six readings have to follow from two numbers.
    var autoencoder = ml.AnomalyDetection.Trainers.Autoencoder(
        Chain(Dense(24, Tanh), Dense(2), Dense(24, Tanh), Output()),
        new NeuralNetworkOptions
        {
            Epochs = result.GetValue(epochs), Optimizer = Optimizers.Adam(5e-3), Schedule = Schedules.Cosine(), Seed = random,
            CancellationToken = cancellation,
        },
        expectedAnomalies: Faulty);
    TransformerChain<NeuralNetworkTransformer> model = sensors.Append(autoencoder).Fit(past);
    IDataView scored = model.Transform(present);

    var linear = sensors.Append(ml.AnomalyDetection.Trainers.RandomizedPca(rank: 2)).Fit(past).Transform(present);
    double ours = ml.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve, theirs = ml.AnomalyDetection.Evaluate(linear).AreaUnderRocCurve;
    Console.WriteLine(FormattableString.Invariant($"AUC: autoencoder {ours:0.000}, RandomizedPca {theirs:0.000}\n"));

    // Which reading does not go with the others? The slots of Errors are called as the sensors.
    Console.WriteLine("the strangest minutes");
    var minutes = scored.GetColumn<float>("Score").Zip(scored.GetColumn<float[]>("Errors"), scored.GetColumn<float>("Label"));
    foreach ((float score, float[] errors, float label) in minutes.OrderByDescending(minute => minute.First).Take(5))
    {
        string worst = Machine.Sensors[Array.IndexOf(errors, errors.Max())], known = label > 0 ? "faulty" : "not known to be faulty";
        Console.WriteLine(FormattableString.Invariant($"  off by {score,6:0.00}, most in {worst,-11} {known}"));
    }

    // A threshold of one's own, of the same model.
    float threshold = model.LastTransformer.AnomalyThreshold!.Value;
    foreach (float tried in new[] { threshold, 2 * threshold })
    {
        var changed = model.Append(ml.AnomalyDetection.ChangeModelThreshold(model.LastTransformer, tried));
        bool[] found = [.. changed.Transform(present).GetColumn<bool>("PredictedLabel")];
        bool[] faulty = [.. present.GetColumn<float>("Label").Select(label => label > 0)];
        int right = found.Zip(faulty).Count(one => one.First && one.Second);
        Console.WriteLine(FormattableString.Invariant(
            $"threshold {tried:0.000}: {found.Count(one => one)} minutes, {right} of them among the {faulty.Count(one => one)} faulty"));
    }
});
