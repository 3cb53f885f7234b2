using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Provenance;

/// <summary>Saves two models over one file, in turn and without an end, in another process, which is killed.</summary>
internal static class SavingProcess
{
    public const string FileVariable = "MLFLUX_TESTS_SAVE_OVER";

    /// <summary>What follows the file's name in the names of the two models.</summary>
    public static readonly string[] Versions = [".first", ".second"];

    private const string Begins = "saving";

    /// <summary>Kills the process some time after it began to save.</summary>
    public static void RunAndKill(string path, TimeSpan after)
    {
        ProcessStartInfo start = TestProcess.Start();
        start.Environment[FileVariable] = path;
        using Process process = Process.Start(start)!;
        string? said = process.StandardOutput.ReadLine();
        Thread.Sleep(after);
        bool ended = process.HasExited;
        process.Kill();
        process.WaitForExit();
        Assert.IsFalse(said != Begins || ended, said + process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd());
    }

    /// <summary>What the other process does.</summary>
    public static void SaveForever(string path)
    {
        var ml = new MLContext();
        (ITransformer Model, DataViewSchema Schema, ModelCard Card)[] models = [.. Versions.Select(version => Load(ml, path + version))];
        Console.WriteLine(Begins);
        while (true)
        {
            foreach ((ITransformer model, DataViewSchema schema, ModelCard card) in models)
                ml.Model.SaveAtomically(model, schema, path, card);
        }
    }

    private static (ITransformer Model, DataViewSchema Schema, ModelCard Card) Load(MLContext ml, string path)
    {
        ITransformer model = ml.Model.Load(path, out DataViewSchema schema);
        return (model, schema, ml.Model.LoadCard(path)!);
    }
}
