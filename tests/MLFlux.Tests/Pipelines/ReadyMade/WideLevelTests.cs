using System.Text;
using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Of hundreds of columns of words, most of which say nothing, a network learned chance by heart, and lost to LightGbm.</summary>
[TestClass]
public sealed class WideLevelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(120, 30, 8, 4)]
    [DataRow(300, 8, 12, 5)]
    [DataRow(70, 44, 6, 6)]
    [DataRow(30, 70, 5, 7, DisplayName = "Levels have vectors")]
    public void What_few_of_thousands_of_levels_say_is_learned(int columns, int levels, int learned, int seed)
    {
        DataOperationsCatalog.TrainTestData parts = _ml.Data.TrainTestSplit(Table(5_000, columns, levels, learned, seed), 0.25, seed: 1);

        ReadyPipeline pipeline = _ml.Pipelines().Tabular(parts.TrainSet, "y");
        for (int column = 0; column < learned; column++)
            StringAssert.Contains(pipeline.Code, $"c{column}_onehot");
        Assert.IsLessThan(columns / 2, pipeline.Code.Split("_onehot\"").Length / 2, "Each stands twice: made, and put together.");
        double chosen = Area(pipeline, parts);

        InputOutputColumnPair[] hot =
            [.. Enumerable.Range(0, columns).Select(column => new InputOutputColumnPair($"c{column}_slots", $"c{column}"))];
        IEstimator<ITransformer> slots = pipeline.Preprocessing.Append(_ml.Transforms.Categorical.OneHotEncoding(hot))
            .Append(_ml.Transforms.Concatenate("All", [.. hot.Select(pair => pair.OutputColumnName)]));
        Layer dense = Layers.Chain(
            Layers.Dense(64, Activation.Relu), Layers.Dropout(0.3), Layers.Dense(64, Activation.Relu), Layers.Dropout(0.3),
            Layers.Output());
        double all = Area(
            slots.Append(_ml.BinaryClassification.Trainers.NeuralNetwork(
                dense, pipeline.Training with { LabelColumnName = "y", FeatureColumnName = "All" })), parts);
        double trees = Area(slots.Append(_ml.BinaryClassification.Trainers.LightGbm("y", "All")), parts);
        TestContext.WriteLine($"chosen {chosen:F3}, all {all:F3}, LightGbm {trees:F3}");
        Assert.IsGreaterThan(0.6, chosen);
        Assert.IsGreaterThan(all - 0.005, chosen);
        Assert.IsGreaterThan(trees, chosen);
    }

    [TestMethod]
    public void Of_more_levels_than_a_network_tells_apart_the_surest_are_learned_from()
    {
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(Table(5_000, 60, 40, learned: 20, seed: 8), "y");
        StringAssert.Contains(pipeline.Code, "SelectFeatures(\"Levels_chosen\", labelColumnName: \"y\", maximumFeatures: 512)");
    }

    [TestMethod]
    public void Hundreds_of_levels_are_all_learned_from()
    {
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(Table(400, 40, 6, 5, seed: 1), "y");
        Assert.DoesNotContain("SelectFeatures", pipeline.Code);
    }

    private double Area(IEstimator<ITransformer> pipeline, DataOperationsCatalog.TrainTestData parts) =>
        _ml.BinaryClassification.EvaluateNonCalibrated(pipeline.Fit(parts.TrainSet).Transform(parts.TestSet), "y").AreaUnderRocCurve;

    private IDataView Table(int rows, int columns, int levels, int learned, int seed)
    {
        var random = new Random(seed);
        double[][] effects =
            [.. Enumerable.Range(0, learned).Select(_ => Enumerable.Range(0, levels).Select(_ => Gaussian(random)).ToArray())];
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, columns).Select(column => $"c{column}"))).Append(",y\n");
        for (int row = 0; row < rows; row++)
        {
            double sum = 0;
            for (int column = 0; column < columns; column++)
            {
                int level = random.Next(levels);
                sum += column < learned ? 0.7 * effects[column][level] : 0;
                text.Append('w').Append(level).Append(',');
            }

            text.Append(random.NextDouble() < 1 / (1 + Math.Exp(-sum)) ? "yes\n" : "no\n");
        }

        return _ml.Data.LoadTable(_folder.Write("words.csv", Encoding.UTF8.GetBytes(text.ToString())));
    }
}
