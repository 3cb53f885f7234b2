using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Files;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Readme;

/// <summary>The errors that docs/guides/troubleshooting.md quotes come out, word for word, of what the page says causes them.</summary>
[TestClass]
[DoNotParallelize]
public sealed partial class TroubleshootingTests
{
    private static readonly string s_page = File.ReadAllText(
        Path.Combine(Support.Repository.Root, "docs", "guides", "troubleshooting.md")).ReplaceLineEndings("\n");

    private static Dictionary<string, Action<MLContext>> Causes => new()
    {
        ["a layer that does not fit"] = ml => Fit(ml, Chain(Dense(16, Relu), Conv((3, 3), 8), Output())),
        ["padding taken for content"] = ml => Fit(ml, Chain(Embedding(10, 4, padding: 0), Flatten(), Output())),
        ["no feature column"] = ml => ml.Regression.Trainers.NeuralNetwork(Chain(Output()), "price").Fit(Houses(ml)),
        ["features that are no floats"] = ml => ml.Regression.Trainers.NeuralNetwork(Chain(Output()), "price", "city").Fit(Houses(ml)),
        ["a label that is no key"] = ml => Features(ml).Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Output()), "city"))
            .Fit(Houses(ml)),
        ["a label that is no bool"] = ml => Features(ml).Append(ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Output()), "price"))
            .Fit(Houses(ml)),
        ["options out of their range"] = ml => ml.Regression.Trainers.NeuralNetwork(
            Chain(Output()), new NeuralNetworkOptions { Epochs = 0, BatchSize = -1 }),
        ["a loss that is not finite"] = ml => Fit(ml, Chain(Dense(16, Relu), Output()), new NeuralNetworkOptions
        {
            LabelColumnName = "price",
            Optimizer = Optimizers.Descent(1e30),
        }),
        ["one class"] = ml => ml.Transforms.Conversion.MapValueToKey("city").Append(Features(ml))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Output()), "city"))
            .Fit(ml.Data.FilterRowsByMissingValues(ml.Data.LoadFromEnumerable(Houses(ml).GetColumn<float>("area")
                .Select(area => new Town { area = area, rooms = 1, city = "Bern" })), "area")),
        ["no usable rows"] = ml => Features(ml).Append(ml.Regression.Trainers.NeuralNetwork(Chain(Output()), "price"))
            .Fit(ml.Data.LoadFromEnumerable(Enumerable.Repeat(new Town { area = float.NaN, price = 1 }, 10))),
        ["no such label"] = ml => ml.Pipelines().Tabular(Houses(ml), "prize"),
        ["a later file that lacks a column"] = ml =>
        {
            TableLayout layout = ml.Data.InferTable("houses.csv");
            File.WriteAllLines("later.csv", ["area,city,price", "100,Bern,1"]);
            layout.Load("later.csv").Preview();
        },
        ["a row that lacks a column"] = ml => Predictor(ml).Predict(new Dictionary<string, object?> { ["area"] = 100f }),
        ["a value that is none of its column"] = ml => Predictor(ml).Predict(
            new Dictionary<string, object?> { ["area"] = "large", ["rooms"] = 3f, ["city"] = "Bern" }),
        ["a file that is no model"] = ml => ml.Model.LoadChecked("houses.csv"),
        ["a changed model"] = ml =>
        {
            Predictor(ml);
            byte[] bytes = File.ReadAllBytes("model.zip");
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes("changed.zip", bytes);
            ml.Model.LoadChecked("changed.zip");
        },
        ["a new class in further training"] = ml =>
        {
            IDataView towns = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Town
            {
                area = i, rooms = 1, city = i % 2 == 0 ? "Bern" : "Basel",
            }));
            IDataView others = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Town
            {
                area = i, rooms = 1, city = i % 2 == 0 ? "Bern" : "Chur",
            }));
            var steps = ml.Transforms.Conversion.MapValueToKey("city").Append(Features(ml));
            NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Output()), "city", epochs: 1);
            NeuralNetworkModel model = trainer.Fit(steps.Fit(towns).Transform(towns)).Model;
            trainer.Fit(steps.Fit(others).Transform(others), model);
        },
        ["the weights' package"] = _ => Backbones.ResNet18(224, Directory.CreateDirectory("none").FullName),
        ["no libtorch"] = _ => throw new LibtorchException(FromSource("Native/LibtorchDiagnosis.cs", "libtorch is not beside")
            .Replace("{platform}", RuntimeInformation.RuntimeIdentifier, StringComparison.Ordinal)),
        ["a package that a model needs"] = _ => throw new InvalidDataException(MissingPackage.Of(
            new FileNotFoundException("", "Microsoft.ML.LightGbm, Version=1.0.0.0, Culture=neutral"))),
        ["a service that is open to all"] = ml =>
        {
            Predictor(ml);
            ModelService.Create("model.zip", new ModelServiceOptions { Urls = "http://0.0.0.0:5080" });
        },
    };

    public static IEnumerable<object[]> Names => Causes.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void An_error_is_quoted_as_it_comes_out(string name)
    {
        using var folder = new GuideFolder();
        string? message = null;
        try
        {
            Causes[name](new MLContext(seed: 1));
        }
        catch (Exception fault) when (fault is not AssertFailedException)
        {
            message = Plain(fault, folder);
        }

        Assert.IsNotNull(message, $"'{name}' causes no error.");
        Assert.IsTrue(s_page.Contains($"\n```text\n{message}\n```\n", StringComparison.Ordinal), $"The page does not quote: {message}");
    }

    [TestMethod]
    public void The_page_quotes_nothing_that_no_test_has_seen() =>
        Assert.AreEqual(Causes.Count, s_page.Split("\n```text\n").Length - 1, "Each quoted error has a cause here.");

    /// <summary>The message without what differs by machine: its kind, the test's folder, and .NET's name of a parameter.</summary>
    private static string Plain(Exception fault, GuideFolder folder)
    {
        string message = fault.Message.ReplaceLineEndings("\n")
            .Replace(RuntimeInformation.RuntimeIdentifier, "linux-x64", StringComparison.Ordinal)
            .Replace(Path.GetDirectoryName(folder.File("x"))! + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? message : message[..parameter];
    }

    /// <summary>A text of the source, for what cannot happen here: this program has its libtorch.</summary>
    private static string FromSource(string file, string beginning)
    {
        string source = Continued().Replace(
            File.ReadAllText(Path.Combine(Support.Repository.Root, "src", "Trainers", "MLFlux.Trainers", file)), "");
        int start = source.IndexOf(beginning, StringComparison.Ordinal);
        return source[start..source.IndexOf('"', start)];
    }

    [GeneratedRegex(@"""\s*\+ \$?""")]
    private static partial Regex Continued();

    private static IDataView Houses(MLContext ml) => ml.Data.LoadTable("houses.csv");

    private static ColumnConcatenatingEstimator Features(MLContext ml) => ml.Transforms.Concatenate("Features", "area", "rooms");

    private static void Fit(MLContext ml, Layer network, NeuralNetworkOptions? options = null) =>
        Features(ml).Append(ml.Regression.Trainers.NeuralNetwork(
            network, options ?? new NeuralNetworkOptions { LabelColumnName = "price" })).Fit(Houses(ml));

    private static RowPredictor Predictor(MLContext ml)
    {
        IDataView houses = Houses(ml);
        var model = ml.Transforms.Categorical.OneHotEncoding("city").Append(ml.Transforms.Concatenate("Features", "area", "rooms", "city"))
            .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Output()), "price", epochs: 1)).Fit(houses);
        ml.Model.SaveAtomically(model, houses.Schema, "model.zip", ModelCard.Describe(model, houses.Schema, "price"));
        return ml.Model.CreateRowPredictor(model, houses.Schema);
    }

    private sealed class Town
    {
#pragma warning disable IDE1006 // Named as the columns of the page's table.
        public float area { get; set; }

        public float rooms { get; set; }

        public string city { get; set; } = "";

        public float price { get; set; }
#pragma warning restore IDE1006
    }
}
