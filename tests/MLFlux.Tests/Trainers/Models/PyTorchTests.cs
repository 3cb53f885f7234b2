using System.Diagnostics;
using System.Globalization;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>PyTorch reads MLFlux's weights, computes the same scores, and gives weights back. Skipped where there is no PyTorch.</summary>
[TestClass]
public sealed class PyTorchTests
{
    private const int NoPyTorch = 77;

    /// <summary>Debian's own Python first: it is the one with Debian's python3-torch.</summary>
    private static readonly string[] s_pythons = ["/usr/bin/python3", "python3", "python"];

    [TestMethod]
    public void PyTorch_scores_alike_with_our_weights_and_we_with_those_it_has_trained_further()
    {
        using var folder = new TemporaryFolder();
        Example[] rows = Examples.Make(24);
        Layer network = Chain(Dense(12, Tanh), BatchNorm(), Reshape(3, 4), Conv(2, 5, Relu), Lstm(6), Output(), Softmax());
        using NeuralNetworkTransformer fitted = Fits.Multiclass(network, Fits.FullBatch(5), rows);
        fitted.Model.SaveWeights(folder.File("weights.safetensors"));
        File.WriteAllLines(folder.File("features.txt"),
            rows.Select(row => string.Join(' ', row.Features.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))));

        RunPython(Path.GetDirectoryName(folder.File("features.txt"))!);

        Weights.AssertClose(Fits.Vectors(fitted, rows).SelectMany(s => s), Read(folder.File("scores.txt")), 1e-6);
        using NeuralNetworkTransformer changed = fitted.WithWeights(PretrainedWeights.FromFile(folder.File("changed.safetensors")));
        Weights.AssertClose(Fits.Vectors(changed, rows).SelectMany(s => s), Read(folder.File("changed.txt")), 1e-6);
        CollectionAssert.AreNotEqual(Weights.All(fitted), Weights.All(changed));
    }

    private static float[] Read(string path) =>
        [.. File.ReadLines(path).SelectMany(line => line.Split(' ')).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];

    private static void RunPython(string folder)
    {
        string script = Path.Combine(Repository.Root, "tests", "Interoperability", "torch_scores.py");
        string said = "There is no Python.";
        foreach (string python in s_pythons)
        {
            (int exitCode, string text) = Run(python, script, folder);
            said = text;
            if (exitCode == 0)
                return;
            if (exitCode != NoPyTorch)
                Assert.Fail(text);
        }

        Assert.Inconclusive($"No PyTorch on this machine (apt-get install python3-torch): {said}");
    }

    private static (int ExitCode, string Text) Run(string python, string script, string folder)
    {
        var start = new ProcessStartInfo(python, [script, folder]) { RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            string text = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, text);
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return (NoPyTorch, absent.Message);
        }
    }
}
