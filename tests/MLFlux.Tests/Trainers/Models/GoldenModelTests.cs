using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>
/// Models written by an earlier version load, and score what they scored then: <c>Golden/*.zip</c> and, beside each, its scores.
/// </summary>
/// <remarks>
/// A file that exists is never written again: it stands for what users have on their disks. To add a kind, add a row to
/// <see cref="Pipelines"/> and run these tests with the environment variable <c>MLFLUX_WRITE_GOLDEN</c> set to 1.
/// </remarks>
[TestClass]
public sealed class GoldenModelTests
{
    private const string WriteVariable = "MLFLUX_WRITE_GOLDEN";
    private static readonly string Folder = Path.Combine(Support.Repository.Root, "tests", "MLFlux.Tests", "Trainers", "Models", "Golden");
    private static readonly GoldenRow[] Rows = GoldenRow.Make(12);
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private static readonly NeuralNetworkOptions Options = new() { Epochs = 5, BatchSize = 6, Seed = 1, Optimizer = Optimizers.Adam(0.02) };

    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> Pipelines = new()
    {
        ["multiclass-images"] = ml => ml.Transforms.Conversion.MapValueToKey("Label", nameof(GoldenRow.Name))
            .Append(ml.Transforms.ImageToVector("Features", nameof(GoldenRow.Image)))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(
                Chain(Conv((3, 3), 2, Relu), BatchNorm(), MaxPool((2, 2)), Flatten(), Dropout(0.1), Output(), Softmax()), Options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
        ["multiclass-text"] = ml => ml.Transforms.OneHot("Hot", nameof(GoldenRow.Shape), ["long", "round"])
            .Append(ml.Transforms.Concatenate("Features", nameof(GoldenRow.Numbers), "Hot"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(GoldenRow.Name)))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(
                Chain(Dense(4, Tanh), Output()), Options with { KeepOptimizerState = false, ClassWeights = ClassWeights.Balanced }))
            .Append(ml.Transforms.OneCold("Cold", "Score", ["oak", "ash", "elm"])),
        ["binary"] = ml => ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Dense(4, Swish), Output(Sigmoid)),
            Options with { FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Yes) }),
        ["regression"] = ml => ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(4, LeakyRelu()), Output()),
            Options with
            {
                FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Amount),
                Loss = Losses.Huber(), Optimizer = Optimizers.Sgd(0.05, momentum: 0.9), ValidationFraction = 0.2,
            }),
        ["regression-of-several"] = ml => ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(4, Gelu), Output()),
            Options with { FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Amounts) }),
        ["anomalies"] = ml => ml.AnomalyDetection.Trainers.Autoencoder(
            Chain(Dense(1), Output()), Options with { FeatureColumnName = nameof(GoldenRow.Numbers) }, expectedAnomalies: 0.2),
        ["quantiles"] = ml => ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(4, Gelu), Output()),
            Options with
            {
                FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Amount),
                Loss = Losses.Quantile(0.3, 0.5, 0.7), ValidationFraction = 0.5,
            }),
        // Those above are of the first format of an entry, this one is of the second.
        ["second-format"] = ml => ml.Transforms.Conversion.MapValueToKey("Label", nameof(GoldenRow.Name))
            .Append(ml.Transforms.ImageToVector("Features", nameof(GoldenRow.Image)))
            .Append(ml.Transforms.OneHot("Hot", nameof(GoldenRow.Shape), ["long", "round"]))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Flatten(), Dense(3, Gelu), Output()), Options))
            .Append(ml.Transforms.OneCold("Cold", "Score", ["oak", "ash", "elm"])),
        ["several-columns"] = ml => ml.Transforms.Conversion.MapValueToKey("Label", nameof(GoldenRow.Name))
            .Append(ml.Transforms.Conversion.MapValueToKey("Kind", nameof(GoldenRow.Shape)))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(
                Chain(
                    Inputs(
                        (nameof(GoldenRow.Image), Chain(Reshape(1, 6, 6), Conv((3, 3), 2, Relu), Flatten())),
                        (nameof(GoldenRow.Numbers), Dense(3, Tanh)),
                        ("Kind", Chain(Embedding(3, 2), Flatten())),
                        (nameof(GoldenRow.Amount), Dense(1))),
                    Output()),
                Options)),
        ["probabilities"] = ml => ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Dense(4, Swish), Output()),
            Options with
            {
                FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Yes), Epochs = 30,
                ValidationFraction = 0.5,
                DecisionThreshold = DecisionThreshold.Costs(falsePositive: 1, falseNegative: 4),
            }),
        ["multilabel"] = ml => ml.MultilabelClassification.Trainers.NeuralNetwork(
            Chain(Dense(4, Tanh), Output()),
            Options with
            {
                FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Several), ValidationFraction = 0.5,
                DecisionThreshold = DecisionThreshold.F1,
            }),
        ["ranking"] = ml => ml.Transforms.Conversion.MapValueToKey("Label", nameof(GoldenRow.Name))
            .Append(ml.Ranking.Trainers.NeuralNetwork(
                Chain(Dense(4, Tanh), Output()),
                Options with { FeatureColumnName = nameof(GoldenRow.Numbers), RowGroupColumnName = nameof(GoldenRow.Query) })),
        ["several-heads"] = ml => ml.Transforms.Conversion.MapValueToKey("Kind", nameof(GoldenRow.Name))
            .Append(ml.MultiTask.Trainers.NeuralNetwork(
                Chain(
                    Dense(6, Tanh),
                    Outputs(
                        (nameof(GoldenRow.Amount), Output()), (nameof(GoldenRow.Amounts), Output()),
                        (nameof(GoldenRow.Yes), Chain(Dense(2, Relu), Output())), ("Kind", Chain(Output(), Softmax())))),
                Options with
                {
                    FeatureColumnName = nameof(GoldenRow.Numbers), ValidationFraction = 0.5,
                    Heads =
                    [
                        new HeadOptions(nameof(GoldenRow.Amount)) { Loss = Losses.Quantile(0.3, 0.5, 0.7) },
                        new HeadOptions("Kind") { Weight = 2 },
                    ],
                })),
        ["windows"] = ml => ml.Transforms.SequenceWindows(new SequenceWindowOptions
            {
                TimeColumnName = nameof(GoldenRow.Hour), ValueColumnNames = [nameof(GoldenRow.Amount)], MissingValue = 10, History = 3,
                Horizon = 2,
            })
            .Append(ml.Regression.Trainers.NeuralNetwork(
                Chain(Flatten(), Output()), Options with { FeatureColumnName = "History", LabelColumnName = "Future" })),
        ["forecast"] = ml => ml.Pipelines().Forecast(
            new SequenceWindowOptions
            {
                TimeColumnName = nameof(GoldenRow.Hour), ValueColumnNames = [nameof(GoldenRow.Amount)], MissingValue = 10, History = 4,
                Horizon = 2,
            }, season: 2, Options),
    };

    /// <summary>A label by a score within its last bit of a threshold chosen on that row; later fits keep thresholds away.</summary>
    private static readonly (string Name, string Column, int Row) s_onTheThreshold = ("multilabel", "PredictedLabel", 0);

    private static IEnumerable<object[]> Files => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.zip").Select(path => new object[] { Path.GetFileNameWithoutExtension(path) })
        .Order(Comparer<object[]>.Create((a, b) => string.CompareOrdinal((string)a[0], (string)b[0])))
        : [];

    [TestMethod]
    public void Every_kind_is_kept()
    {
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
            WriteNew();

        foreach (string name in Pipelines.Keys)
            Assert.IsTrue(File.Exists(Zip(name)),
                $"{name} is not kept yet; run the tests once with {WriteVariable}=1, and add the files it writes.");
    }

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Scores_what_it_scored_when_it_was_written(string name)
    {
        var expected = JsonSerializer.Deserialize<Dictionary<string, string[][]>>(File.ReadAllText(Scores(name)))!;

        Dictionary<string, string[][]> actual = Score(new MLContext().Model.Load(Zip(name), out _));

        CollectionAssert.AreEquivalent(expected.Keys, actual.Keys);
        foreach ((string column, string[][] rows) in expected)
        {
            for (int row = 0; row < rows.Length; row++)
            {
                if ((name, column, row) != s_onTheThreshold)
                    AssertSame(rows[row], actual[column][row], $"{column}, row {row}");
            }
        }
    }

    [TestMethod]
    public void Training_goes_on_from_one()
    {
        var ml = new MLContext();
        ITransformer loaded = ml.Model.Load(Zip("binary"), out _);
        NeuralNetworkModel model = ((NeuralNetworkTransformer)loaded).Model;

        using NeuralNetworkTransformer resumed = ml.BinaryClassification.Trainers
            .NeuralNetwork(Chain(Dense(4, Swish), Output(Sigmoid)),
                Options with { FeatureColumnName = nameof(GoldenRow.Numbers), LabelColumnName = nameof(GoldenRow.Yes) })
            .Fit(ml.Data.LoadFromEnumerable(Rows), model);

        Assert.AreEqual(10, resumed.Model.History.BestEpoch);
        Assert.IsLessThan(model.History.Epochs[^1].TrainingLoss, resumed.Model.History.Epochs[^1].TrainingLoss);
    }

    private static string Zip(string name) => Path.Combine(Folder, name + ".zip");

    private static string Scores(string name) => Path.Combine(Folder, name + ".json");

    private static void WriteNew()
    {
        Directory.CreateDirectory(Folder);
        foreach ((string name, Func<MLContext, IEstimator<ITransformer>> pipeline) in Pipelines.Where(p => !File.Exists(Zip(p.Key))))
        {
            var ml = new MLContext(seed: 1);
            IDataView data = ml.Data.LoadFromEnumerable(Rows);
            ITransformer model = pipeline(ml).Fit(data);
            ml.Model.Save(model, data.Schema, Zip(name));
            File.WriteAllText(Scores(name), JsonSerializer.Serialize(Score(model), Json) + "\n");
        }
    }

    /// <summary>The columns that a model adds for a reader, row by row, as text.</summary>
    private static Dictionary<string, string[][]> Score(ITransformer model)
    {
        IDataView scored = model.Transform(new MLContext().Data.LoadFromEnumerable(Rows));
        string[] columns = ["Score", "Probability", "PredictedLabel", "Cold", "Quantiles", "Errors"];
        return scored.Schema.Where(column => columns.Contains(column.Name.Split('.')[^1]) && !column.IsHidden)
            .ToDictionary(column => column.Name, column => Read(scored, column));
    }

    private static string[][] Read(IDataView data, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType: BooleanDataViewType } =>
            [.. data.GetColumn<bool[]>(column).Select(row => row.Select(value => value.ToString()).ToArray())],
        VectorDataViewType => [.. data.GetColumn<float[]>(column).Select(row => row.Select(Text).ToArray())],
        NumberDataViewType => [.. data.GetColumn<float>(column).Select(value => new[] { Text(value) })],
        BooleanDataViewType => [.. data.GetColumn<bool>(column).Select(value => new[] { value.ToString() })],
        KeyDataViewType => [.. data.GetColumn<uint>(column).Select(value => new[] { Text(value) })],
        _ => [.. data.GetColumn<string>(column).Select(value => new[] { value })],
    };

    private static string Text(float value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertSame(string[] expected, string[] actual, string where)
    {
        Assert.HasCount(expected.Length, actual, where);
        for (int i = 0; i < expected.Length; i++)
        {
            if (float.TryParse(expected[i], System.Globalization.CultureInfo.InvariantCulture, out float number))
                Assert.AreEqual(number, float.Parse(actual[i], System.Globalization.CultureInfo.InvariantCulture),
                    1e-6 * Math.Max(1, Math.Abs(number)), where);
            else
                Assert.AreEqual(expected[i], actual[i], where);
        }
    }
}
