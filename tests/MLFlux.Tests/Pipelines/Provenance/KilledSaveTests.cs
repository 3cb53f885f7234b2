using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Provenance;

/// <summary>
/// A process that is killed while it saves over a model leaves the old one or the new one. A dozen kills by default;
/// <c>MLFLUX_KILLS=100</c> in the environment asks for as many.
/// </summary>
[TestClass]
public sealed class KilledSaveTests
{
    [TestMethod]
    public void A_process_killed_at_random_moments_while_saving_over_a_model_leaves_one_that_loads()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("MLFLUX_KILLS") ?? "12", CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        string path = folder.File("model.zip");
        Example[] rows = Examples.Make(30);
        int[][] scores = [.. SavingProcess.Versions.Select((version, seed) => Save(path, version, seed, rows))];
        File.Copy(path + SavingProcess.Versions[0], path);
        var random = new Random(5);
        int cut = 0;

        for (int kill = 0; kill < kills; kill++)
        {
            SavingProcess.RunAndKill(path, TimeSpan.FromMilliseconds(random.NextDouble() * 120));

            var ml = new MLContext();
            int[] left = Bits(ml.Model.Load(path, out _), rows);
            int version = Array.FindIndex(scores, candidate => candidate.SequenceEqual(left));
            Assert.IsGreaterThanOrEqualTo(0, version, $"after kill {kill + 1} the file scores as neither model");
            Assert.AreEqual(SavingProcess.Versions[version], ml.Model.LoadCard(path)!.Verdict, "the card is another model's");
            cut += Directory.GetFiles(folder.File(""), "*.tmp").Length;
            foreach (string unfinished in Directory.GetFiles(folder.File(""), "*.tmp"))
                File.Delete(unfinished);
        }

        Assert.IsGreaterThan(kills / 4, cut, "too few of the processes were killed in the middle of a save");
    }

    private static int[] Save(string path, string version, int seed, Example[] rows)
    {
        using NeuralNetworkTransformer model =
            Fits.Regression(Chain(Dense(400, Relu), Dense(400, Relu), Output()), Fits.FullBatch(1) with { Seed = seed }, rows);
        DataViewSchema schema = Examples.View(new MLContext(), 1).Schema;
        new MLContext().Model.SaveAtomically(model, schema, path + version, ModelCard.Describe(model, schema) with { Verdict = version });
        return Bits(model, rows);
    }

    private static int[] Bits(ITransformer model, Example[] rows) =>
        [.. Fits.Numbers(model, rows).Select(BitConverter.SingleToInt32Bits)];
}
