using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using PricedListings;

if (args is [OtherProcess.Command, string saved, string rows, string seedOfRows])
    return OtherProcess.Run(saved, int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(seedOfRows, CultureInfo.InvariantCulture));

Option<int> train = SampleOption.Count("--train", "Listings to learn from.", 4_000);
Option<int> epochs = SampleOption.Count("--epochs", "Times to go through them, at the most.", 30);
Option<DirectoryInfo> output = new("--out") { HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("out") };
output.Description = "Where the model is saved.";
Option<int> seed = SampleOption.Seed();
var command = new RootCommand(
    "One network prices houses by a photograph, a sentence and four numbers, each of which tells what the others do not.")
{
    train, epochs, output, seed,
};
return await SampleCommand.RunAsync(command, args, "Cancelled.", (result, cancellation) => Run(
    result.GetValue(train), result.GetValue(epochs), result.GetValue(output)!.FullName, result.GetValue(seed), cancellation));

static void Run(int train, int epochs, string folder, int seed, CancellationToken cancellation)
{
    var ml = new MLContext(seed);
    int test = Math.Max(100, train / 4), seedOfTest = seed + 1;
    Listing[] heldOut = MadeListings.Make(test, seedOfTest);
    IDataView training = ml.Data.LoadFromEnumerable(MadeListings.Make(train, seed)), rows = ml.Data.LoadFromEnumerable(heldOut);
    foreach (Listing listing in heldOut.Take(3))
        Console.WriteLine($"{listing.Label,4:0} thousand: {listing.Sentence} {listing.Area} m², {listing.Rooms} rooms");

    ITransformer columns = Branches.Columns(ml).Fit(training);
    IDataView learned = columns.Transform(training), prepared = columns.Transform(rows);

    NeuralNetworkTransformer Fit(params (string Column, Layer Layer)[] branches) =>
        ml.Regression.Trainers.NeuralNetwork(Branches.Network(branches), new NeuralNetworkOptions
        {
            Epochs = epochs,
            ValidationFraction = 0.1,
            EarlyStopping = new EarlyStopping(patience: 5),
            Optimizer = Optimizers.Adam(2e-3),
            CancellationToken = cancellation,
        }).Fit(learned);

    double RSquared(params (string Column, Layer Layer)[] branches)
    {
        using NeuralNetworkTransformer fitted = Fit(branches);
        double found = ml.Regression.Evaluate(fitted.Transform(prepared)).RSquared;
        Console.WriteLine($"{string.Join(" and ", fitted.FeatureColumnNames)}: R² {found:0.0000}");
        return found;
    }

    double alone = Branches.All.Max(branch => RSquared(branch));
    double pair = Branches.All.Max(left => RSquared([.. Branches.All.Where(branch => branch.Column != left.Column)]));
    NeuralNetworkTransformer all = Fit(Branches.All);
    Console.WriteLine(all.Model);

    // Saved with what makes its columns, loaded by another process, and exported.
    Directory.CreateDirectory(folder);
    var model = new TransformerChain<ITransformer>(columns, all);
    string zip = Path.Combine(folder, "listings.zip"), onnx = Path.Combine(folder, "listings.onnx");
    ml.Model.Save(model, training.Schema, zip);
    all.ExportToOnnx(onnx);
    float[] scores = [.. model.Transform(rows).GetColumn<float>("Score")];
    bool isSame = scores.SequenceEqual(OtherProcess.Score(zip, test, seedOfTest));
    double largest = scores.Zip(OnnxScores.Run(onnx, prepared), (one, other) => Math.Abs(one - other) / Math.Abs(one)).Max();
    Console.WriteLine($"another process gives the same scores to the bit: {(isSame ? "yes" : "no")}");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest relative difference of ONNX Runtime's: {largest:0.0e+0}"));

    double mean = heldOut.Average(listing => listing.Label), spread = heldOut.Sum(listing => Math.Pow(listing.Label - mean, 2));
    double rule = 1 - (heldOut.Sum(listing => Math.Pow(listing.Label - listing.Rule, 2)) / spread);
    double three = ml.Regression.Evaluate(all.Transform(prepared)).RSquared;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"held-out R²: {three:0.0000}, best pair {pair:0.0000}, best alone {alone:0.0000}, rule {rule:0.0000}"));
}
