using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MLFlux.Construction;
using MLFlux.Engines;
using MLFlux.Models;
using MLFlux.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>What the frozen layers of a saved model make of rows, in a process that has only loaded the model.</summary>
internal static class LoadedFeatures
{
    public const string Command = "loaded-features", ModelOption = "--model", RowsOption = "--rows", ToOption = "--to";

    private const int Block = 8;

    /// <summary>The features in a process of its own: by the engine of pretrained networks, and by libtorch.</summary>
    public static (float[] Engine, float[] Libtorch) Measure(ITransformer model, DataViewSchema schema, float[] rows)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlflux-pretrained-");
        try
        {
            string zip = Path.Combine(folder.FullName, "model.zip"), from = Path.Combine(folder.FullName, "rows"),
                to = Path.Combine(folder.FullName, "features");
            new MLContext().Model.Save(model, schema, zip);
            File.WriteAllBytes(from, MemoryMarshal.AsBytes(rows.AsSpan()));
            string program = Environment.ProcessPath!;
            bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
            string[] arguments = [Command, ModelOption, zip, RowsOption, from, ToOption, to];
            using Process process = Process.Start(
                program, isHost ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new IOException($"The process that loads the model ended with code {process.ExitCode}.");
            float[] both = Floats(to);
            return (both[..(both.Length / 2)], both[(both.Length / 2)..]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same in this process, from file to file.</summary>
    public static void WriteHere(string model, string rows, string to)
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkModel loaded = ((NeuralNetworkTransformer)ml.Model.Load(model, out _)).Model;
        PrefixPart prefix = FrozenPrefix.Of(OutputHead.Of(loaded.Network, loaded.Task).Body, loaded.Inputs, ["0"])!.Parts.Single();
        float[] values = Floats(rows);
        int count = values.Length / loaded.InputShape.Size, width = prefix.Between.Size;
        var features = new float[2 * count * width];
        using IEngineSession session = EngineNetworks.TryOpen(
            prefix.Head, loaded.InputShape, loaded.Weights, Environment.ProcessorCount, out string? reason)
            ?? throw new InvalidDataException(reason ?? "There is no other engine.");
        using BuiltNetwork built = NetworkBuilder.Build(prefix.Head, loaded.InputShape, seed: 0, CPU);
        HashSet<string> names = [.. prefix.Head.Parameters(loaded.InputShape).Select(parameter => parameter.Name)];
        NetworkWeights.WriteSome(built.Module, [.. loaded.Weights.Where(weight => names.Contains(weight.Name))]);
        built.Module.eval();
        using IDisposable noGradients = no_grad();
        for (int start = 0; start < count; start += Block)
        {
            using DisposeScope scope = NewDisposeScope();
            int taken = Math.Min(Block, count - start);
            float[] block = values.AsSpan(start * loaded.InputShape.Size, taken * loaded.InputShape.Size).ToArray();
            if (!session.TryCompute(block, taken, features.AsMemory(start * width, taken * width)))
                throw new InvalidDataException("The engine refuses the rows.");
            Tensor given = built.Module.call(tensor(block).view(loaded.InputShape.Batch(taken))).contiguous();
            MemoryMarshal.Cast<byte, float>(given.bytes).CopyTo(features.AsSpan((count + start) * width));
        }

        File.WriteAllBytes(to, MemoryMarshal.AsBytes(features.AsSpan()));
    }

    private static float[] Floats(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
}
