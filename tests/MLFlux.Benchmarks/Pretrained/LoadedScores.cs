using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>The scores of messages by a saved model, in a process that has only loaded the model.</summary>
internal static class LoadedScores
{
    public const string Command = "loaded-scores", ModelOption = "--model", DataOption = "--data", ToOption = "--to";

    /// <summary>The scores in a process of its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="messages">Rows of the kind that it takes.</param>
    /// <param name="folder">The folder of data.</param>
    public static float[] Measure(ITransformer model, IDataView messages, string folder)
    {
        DirectoryInfo own = Directory.CreateTempSubdirectory("mlflux-texts-");
        try
        {
            string zip = Path.Combine(own.FullName, "model.zip"), to = Path.Combine(own.FullName, "scores");
            new MLContext().Model.Save(model, messages.Schema, zip);
            string program = Environment.ProcessPath!;
            bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
            string[] arguments = [Command, ModelOption, zip, DataOption, folder, ToOption, to];
            using Process process = Process.Start(
                program, isHost ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments);
            process.WaitForExit();
            return process.ExitCode == 0 ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(to)).ToArray()
                : throw new IOException($"The process that loads the model ended with code {process.ExitCode}.");
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    /// <summary>The same in this process, to a file.</summary>
    public static void WriteHere(string model, string folder, string to)
    {
        var ml = new MLContext();
        float[] scores = Of(ml.Model.Load(model, out _), Messages.LoadPairs(ml, folder));
        File.WriteAllBytes(to, MemoryMarshal.AsBytes(scores.AsSpan()));
    }

    public static float[] Of(ITransformer model, IDataView messages) =>
        [.. model.Transform(messages).GetColumn<float[]>("Score").SelectMany(score => score)];
}
