using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Provenance;

[TestClass]
public sealed class ModelCardTests
{
    private static readonly Example[] s_rows = Examples.Make(60);

    [TestMethod]
    public void A_model_with_a_card_scores_in_another_process_as_before_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer model = Fits.Multiclass(Chain(Dense(16, Gelu), Output()), Fits.FullBatch(3), Examples.Make(50));
        float[] expected = [.. Fits.Vectors(model, Examples.Make(50)).SelectMany(row => row)];
        DataViewSchema schema = Examples.View(new MLContext(), 1).Schema;

        new MLContext().Model.SaveAtomically(model, schema, folder.File("model.zip"), ModelCard.Describe(model, schema, "Name"));

        AreEqualBits(expected, ScoringProcess.Score(folder.File("model.zip")));
    }

    [TestMethod]
    public void A_card_is_read_back_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        ModelCard card = Save(folder.File("model.zip"));

        ModelCard read = new MLContext().Model.LoadCard(folder.File("model.zip"))!;

        Assert.AreEqual(card.ToString(), read.ToString());
        Assert.AreEqual(card.Created, read.Created);
        Assert.AreEqual(double.NaN, read.HeldOut[1].Value);
        Assert.IsFalse(read.HeldOut[1].HigherIsBetter);
    }

    [TestMethod]
    public void A_card_says_what_the_model_is_made_of()
    {
        using var folder = new TemporaryFolder();
        ModelCard card = Save(folder.File("model.zip"));

        ModelCardNetwork network = card.Networks.Single();
        Assert.AreEqual("Dense(3)", network.Network.Split('\n').Single(line => line.Contains("Dense(", StringComparison.Ordinal)).Trim()
            .Split(')')[0] + ")");
        Assert.AreEqual(PredictionTask.MulticlassClassification, network.Task);
        CollectionAssert.AreEqual(Examples.Names, network.Classes!.ToArray());
        Assert.AreEqual(7, network.Training.Seed);
        Assert.AreEqual(60, network.TrainingRows);
        Assert.AreEqual("Vector<Single, 3>", card.Columns.Single(column => column.Name == "Features").Type);
        StringAssert.StartsWith(card.Packages["Microsoft.ML"], "5.0.");
        Assert.AreEqual(Environment.ProcessorCount, card.Machine.Processors);
        Assert.IsLessThan(60, (DateTimeOffset.UtcNow - card.Created).TotalSeconds);
    }

    [TestMethod]
    public void The_markdown_has_a_line_for_each_column_and_each_model()
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("model.zip"));

        string markdown = Encoding.UTF8.GetString(ModelZip.Read(File.ReadAllBytes(folder.File("model.zip")), "ModelCard.md"));

        StringAssert.Contains(markdown, "- predicts: Name\n");
        StringAssert.Contains(markdown, "| this model | 0.9500 | NaN |\n| LightGbm | 0.9300 |  |\n");
        StringAssert.Contains(markdown, "| Features | Vector<Single, 3> |");
        StringAssert.Contains(markdown, "- classes: oak, ash, elm\n");
        StringAssert.Contains(markdown, "- data: trees.csv, 75 rows, of which 15 were held out\n");
    }

    [TestMethod]
    public void No_user_no_machine_and_no_folder_is_in_the_card()
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("model.zip"));
        byte[] zip = File.ReadAllBytes(folder.File("model.zip"));

        foreach (string name in new[] { "ModelCard.json", "ModelCard.md" })
        {
            string text = Encoding.UTF8.GetString(ModelZip.Read(zip, name));
            string[] secrets = [Environment.MachineName, Path.GetTempPath(), folder.File(""),
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Support.Repository.Root];
            foreach (string secret in secrets.Where(secret => secret.Trim('/').Length > 2))
                Assert.IsFalse(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{name} has '{secret}'");
        }
    }

    [TestMethod]
    public void MLNETs_own_parts_are_to_the_byte_those_of_a_model_without_a_card()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer model = Fits.Multiclass(Examples.Linear, Fits.FullBatch(3), s_rows);
        byte[] without = ModelZip.Save(model);
        DataViewSchema schema = Examples.View(new MLContext(), 1).Schema;

        new MLContext().Model.SaveAtomically(model, schema, folder.File("model.zip"), ModelCard.Describe(model, schema));

        byte[] with = File.ReadAllBytes(folder.File("model.zip"));
        CollectionAssert.AreEquivalent((string[])[.. ModelZip.Names(without), "ModelCard.json", "ModelCard.md", "MLFlux.sha256"],
            ModelZip.Names(with));
        foreach (string name in ModelZip.Names(without))
            CollectionAssert.AreEqual(ModelZip.Read(without, name), ModelZip.Read(with, name), name);
    }

    [TestMethod]
    public void A_model_that_is_loaded_and_saved_again_scores_the_same_and_has_no_card()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer model = Fits.Multiclass(Examples.Linear, Fits.FullBatch(3), s_rows);
        DataViewSchema schema = Examples.View(new MLContext(), 1).Schema;
        new MLContext().Model.SaveAtomically(model, schema, folder.File("model.zip"), ModelCard.Describe(model, schema));

        var ml = new MLContext();
        ITransformer loaded = ml.Model.Load(folder.File("model.zip"), out DataViewSchema read);
        ml.Model.Save(loaded, read, folder.File("again.zip"));

        ITransformer again = new MLContext().Model.Load(folder.File("again.zip"), out _);
        AreEqualBits([.. Fits.Vectors(model, s_rows).SelectMany(row => row)], [.. Fits.Vectors(again, s_rows).SelectMany(row => row)]);
        Assert.IsNull(ml.Model.LoadCard(folder.File("again.zip")));
    }

    [TestMethod]
    [DataRow("no zip at all", "'model.zip' cannot be read: ")]
    [DataRow("{", "ModelCard.json is not what MLFlux writes: ")]
    [DataRow("{ \"format\": 99 }", "ModelCard.json has format 99; this version of MLFlux reads formats up to 1.")]
    [DataRow("{ \"format\": 1 }", "ModelCard.json is not what MLFlux writes: ")]
    public void A_damaged_card_is_an_error_that_names_the_file(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.zip");
        Save(path);
        byte[] damaged = content[0] == '{'
            ? ModelZip.Change(File.ReadAllBytes(path), "ModelCard.json", _ => Encoding.UTF8.GetBytes(content))
            : Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(path, damaged);

        InvalidDataException error = Assert.ThrowsExactly<InvalidDataException>(() => new MLContext().Model.LoadCard(path));

        StringAssert.Contains(error.Message.Replace(path, "model.zip", StringComparison.Ordinal), expected);
    }

    /// <summary>Programs wrote the values of yes and no by hand, and their services did not know the range of a number.</summary>
    [TestMethod]
    public void The_card_of_a_ready_pipeline_says_what_became_of_its_columns()
    {
        var ml = new MLContext(seed: 1);
        IDataView houses = House.View(ml, 200);
        ReadyPipeline ready = ml.Pipelines().Tabular(houses, nameof(House.Quick), new TabularOptions { Quality = Quality.Quick });
        ITransformer model = ready.With(ready.Training with { Epochs = 1 }).Fit(houses);

        ModelCard card = ModelCard.Describe(ready, model, houses.Schema);

        Assert.AreEqual(nameof(House.Quick), card.LabelColumnName);
        CollectionAssert.AreEqual((string[])["no", "yes"], card.LabelValues.ToArray());
        ModelCardColumn rooms = card.Columns.Single(column => column.Name == nameof(House.Rooms));
        Assert.AreEqual((1.0, 8.0), (rooms.Range!.Least, rooms.Range.Greatest));
        StringAssert.StartsWith(rooms.Use, "Number (1 to 8");
        Assert.IsNull(card.Columns.Single(column => column.Name == nameof(House.Advert)).Range);
    }

    [TestMethod]
    public void A_fingerprint_is_what_sha256sum_prints()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("data/b"));
        byte[] one = Encoding.UTF8.GetBytes("one"), two = Encoding.UTF8.GetBytes("two");
        File.WriteAllBytes(folder.File("data/b/x.txt"), one);
        File.WriteAllBytes(folder.File("data/Z.txt"), two);
        string list = $"{Convert.ToHexStringLower(SHA256.HashData(two))}  Z.txt\n{Convert.ToHexStringLower(SHA256.HashData(one))}  "
            + "b/x.txt\n";

        Assert.AreEqual("sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
            DataFingerprint.Of(folder.File("data/b/x.txt")));
        Assert.AreEqual("sha256:"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list))), DataFingerprint.Of(folder.File("data")));
        Assert.ThrowsExactly<FileNotFoundException>(() => DataFingerprint.Of(folder.File("absent")));
    }

    /// <summary>Saves a classifier of trees with all that a card may have.</summary>
    private static ModelCard Save(string path)
    {
        using NeuralNetworkTransformer model = Fits.Multiclass(Examples.Linear, Fits.FullBatch(3), s_rows);
        DataViewSchema schema = Examples.View(new MLContext(), 1).Schema;
        ModelCard card = ModelCard.Describe(model, schema, "Name") with
        {
            Data = new ModelCardData("trees.csv", "sha256:00", 75, 15),
            HeldOut = [new Metric("micro-accuracy", 0.95, true), new Metric("log-loss", double.NaN, false)],
            Baselines = [new ModelCardBaseline("LightGbm", [new Metric("micro-accuracy", 0.93, true)])],
            Verdict = "The network earns its place.",
        };
        new MLContext().Model.SaveAtomically(model, schema, path, card);
        return card;
    }

    private static void AreEqualBits(float[] expected, float[] actual) => CollectionAssert.AreEqual(
        expected.Select(BitConverter.SingleToInt32Bits).ToArray(), actual.Select(BitConverter.SingleToInt32Bits).ToArray());
}
