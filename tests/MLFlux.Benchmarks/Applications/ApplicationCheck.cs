using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Applications;

/// <summary>
/// The two samples that score the same drawings, one with libtorch and one without: the size of their output folders, and the
/// time from start to exit.
/// </summary>
internal static class ApplicationCheck
{
    private const double Megabyte = 1 << 20;

    /// <exception cref="DirectoryNotFoundException">A sample is not built.</exception>
    /// <exception cref="InvalidOperationException">A sample fails.</exception>
    public static void Run(Digits digits, int starts)
    {
        string folder = Directory.CreateTempSubdirectory("mlflux-applications-").FullName;
        try
        {
            (string zip, string onnx) = MakeModel(digits, folder);
            (string Name, string Model)[] applications = [("ScoreWithTorch", zip), ("ScoreWithoutTorch", onnx)];
            var times = applications.ToDictionary(application => application.Name, _ => new List<double>());
            for (int start = 0; start <= starts; start++)
            {
                foreach ((string name, string model) in applications)
                {
                    double milliseconds = Start(name, model);
                    if (start > 0) // The first reads the files from the disk.
                        times[name].Add(milliseconds);
                }
            }

            Console.WriteLine($"{"application",-20}{"output folder",16}{"start to exit",16}");
            foreach ((string name, _) in applications)
                Console.WriteLine($"{name,-20}{Size(Folder(name)) / Megabyte,13:0.0} MB{Median(times[name]),13:0} ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A network trained for a moment, saved in both forms.</summary>
    private static (string Zip, string Onnx) MakeModel(Digits digits, string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView training = digits.LoadTraining(ml, rows: 1_000);
        var model = PreparedDigits.Estimator(ml)
            .Append(Trainers.Create(ml, DigitNetwork.LeNet.Description, epochs: 1))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(training);
        string zip = Path.Combine(folder, "digits.zip"), onnx = Path.Combine(folder, "digits.onnx");
        ml.Model.Save(model, training.Schema, zip);
        model.OfType<NeuralNetworkTransformer>().Single().ExportToOnnx(onnx);
        return (zip, onnx);
    }

    private static double Start(string name, string model)
    {
        var start = new ProcessStartInfo("dotnet",
            ["exec", Path.Combine(Folder(name), name + ".dll"), model]) { RedirectStandardOutput = true };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"{name} ends with {process.ExitCode}: {said}");
    }

    /// <summary>The output folder of a sample, built beside this program.</summary>
    private static string Folder(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string application = Path.Combine(folder.FullName, name, "release");
            if (folder.Name == "bin" && Directory.Exists(application))
                return application;
        }

        throw new DirectoryNotFoundException($"samples/{name} is not built: dotnet build -c Release samples/{name}");
    }

    private static long Size(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
