using System.CommandLine;
using Microsoft.ML;
using MLFlux;
using MLFlux.Samples;
using SeveralHeads;

Option<int> rows = SampleOption.Count("--rows", "Houses to learn from.", 4000);
Option<int> epochs = SampleOption.Count("--epochs", "Times to go through the rows.", 40);
Option<DirectoryInfo> output = new("--out") { HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("out") };
output.Description = "Where the model is saved.";
Option<int> seed = SampleOption.Seed();
var command = new RootCommand(
    "Learns three labels of a house with one network, its price (a third of which nobody told), whether it is sold within a month, and its "
    + "kind, beside a network for each of them.")
{
    rows, epochs, output, seed,
};
return await SampleCommand.RunAsync(command, args, "Cancelled.", (result, cancellation) =>
{
    var ml = new MLContext(result.GetValue(seed));
    IDataView train = ml.Data.LoadFromEnumerable(House.Make(result.GetValue(rows), unpriced: 1 / 3d, seed: 1));
    House[] held = House.Make(1000, unpriced: 0, seed: 2);
    IDataView test = ml.Data.LoadFromEnumerable(held);
    var options = new NeuralNetworkOptions
    {
        Epochs = result.GetValue(epochs), Optimizer = Optimizers.Adam(3e-3), ValidationFraction = 0.1, CancellationToken = cancellation,
    };

    Figures.OfThree(ml, train, test, options with { DryRun = true }); // What is loaded and compiled once is not measured.
    (Figures one, NeuralNetworkTransformer model) = Figures.OfOne(ml, train, test, options);
    using (model)
    {
        Console.WriteLine(model.Model);
        Console.WriteLine($"one network:    {one}");
        Console.WriteLine($"three networks: {Figures.OfThree(ml, train, test, options)}");

        string folder = result.GetValue(output)!.FullName;
        Directory.CreateDirectory(folder);
        ml.Model.Save(model, train.Schema, Path.Combine(folder, "houses.zip"));
        using PredictionEngine<House, Prediction> engine = ml.Model.CreatePredictionEngine<House, Prediction>(
            ml.Model.Load(Path.Combine(folder, "houses.zip"), out _));
        Prediction said = engine.Predict(held[0]);
        Console.WriteLine(FormattableString.Invariant(
            $"the first house: {said.Price:0} (was {held[0].Price:0}), sold with a probability of {said.Sold:0.00} (was {held[0].Sold})"));
    }
});
