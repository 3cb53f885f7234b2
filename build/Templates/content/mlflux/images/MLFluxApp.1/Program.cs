using Microsoft.ML;
using MLFluxApp._1;

// dotnet run --project MLFluxApp.1 -- FOLDER, with a folder of images for each class; without it, pictures that are made.
if (args.Length > 1)
{
    Console.Error.WriteLine("Expected one folder, or none, for pictures that are made.");
    return 2;
}

string folder = args is [var given] ? given : "pictures";
if (args.Length == 0)
    MadePictures.Write(folder);

ImageTraining training = ImageTraining.Run(new MLContext(seed: 1), folder, "model.zip");
Console.WriteLine(training.Code);    // What was chosen, as C# to paste and to change.
foreach (var metric in training.Metrics)
    Console.WriteLine($"held-out {metric.Name}: {metric.Value:0.0000}");
Console.WriteLine("model.zip has the model");
return 0;
