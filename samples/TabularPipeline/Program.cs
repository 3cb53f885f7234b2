using System.CommandLine;
using Microsoft.ML;
using MLFlux;
using MLFlux.Samples;
using TabularPipeline;

Option<FileInfo?> data = new("--data") { HelpName = "FILE",
    Description = "A table, in a text file. Default: one of bicycle rentals, made by this program." };
Option<string> label = new("--label") { HelpName = "COLUMN", Description = "The column to predict.", DefaultValueFactory = _ => "rentals" };
Option<DirectoryInfo> folder =
    new("--out") { HelpName = "DIR", Description = "Where the model goes.", DefaultValueFactory = _ => new DirectoryInfo("out") };
Option<int> seed = SampleOption.Seed();
var command = new RootCommand(
    "From a table to a model: the layout of the file, the columns, the network and its training are chosen from the data.") { data, label,
    folder, seed };
return await SampleCommand.RunAsync(command, args, "Cancelled.", (options, cancellation) => Run(
    options.GetValue(data)?.FullName
    ?? Rentals.Write(Path.Combine(options.GetValue(folder)!.FullName, "rentals.csv"), options.GetValue(seed)),
    options.GetValue(label)!, Path.Combine(options.GetValue(folder)!.FullName, "table.zip"), options.GetValue(seed), cancellation));

static void Run(string path, string label, string modelPath, int seed, CancellationToken cancellation)
{
    var ml = new MLContext(seed);
    TableLayout layout = ml.Data.InferTable(path);
    Console.WriteLine(layout);

    var split = ml.Data.TrainTestSplit(layout.Load(path), testFraction: 0.2, seed: seed);
    ReadyPipeline pipeline = ml.Pipelines()
        .Tabular(split.TrainSet, label, new TabularOptions { Progress = Console.WriteLine, CancellationToken = cancellation });
    Console.WriteLine();
    foreach (ColumnChoice choice in pipeline.Choices)
        Console.WriteLine(choice);
    Console.WriteLine();
    Console.WriteLine(pipeline.Code);

    ITransformer model = pipeline.Fit(split.TrainSet);
    foreach (Metric metric in ml.Metrics(model.Transform(split.TestSet), pipeline.Task, label))
        Console.WriteLine($"held-out {metric.Name}: {metric.Value:0.0000}");

    ml.Model.SaveAtomically(model, split.TrainSet.Schema, modelPath);
    Console.WriteLine($"saved: {modelPath}");
}
