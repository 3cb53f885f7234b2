using Microsoft.ML;
using MLFluxApp._1;

// dotnet run --project MLFluxApp.1 -- TABLE LABEL; without them, a table that is made.
if (args.Length is not (0 or 2))
{
    Console.Error.WriteLine("Expected a table and the name of the column to predict, or neither, for a table that is made.");
    return 2;
}

(string table, string label) = args is [var file, var column] ? (file, column) : ("houses.csv", MadeHouses.Label);
if (args.Length == 0)
    MadeHouses.Write(table);

var ml = new MLContext(seed: 1);
TableTraining training = TableTraining.Run(ml, table, label, "model.zip");
Console.WriteLine(training.Code);    // What was chosen for each column, as C# to paste and to change.
foreach (var metric in training.Metrics)
    Console.WriteLine($"held-out {metric.Name}: {metric.Value:0.0000}");
Console.WriteLine("model.zip has the model");
return 0;
