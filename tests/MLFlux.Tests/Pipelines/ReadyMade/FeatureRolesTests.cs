using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.ReadyMade;
using MLFlux.Tests.Support;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.ReadyMade;

/// <summary>
/// Dozens of numbers that say nothing, or little because they are mostly missing, had as many bins as those that count, and the network
/// learned chance by heart from them.
/// </summary>
[TestClass]
public sealed class FeatureRolesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(6_000, 30, 0.92, 6, 2)]
    [DataRow(4_000, 60, 0.9, 10, 3)]
    public void What_mostly_missing_numbers_say_is_learned(int rows, int columns, double missing, int learned, int seed)
    {
        (double network, double trees) = Compare(Table(rows, columns, missing, seed, shown =>
            Enumerable.Range(0, learned).Sum(i => (shown[i] is { } x ? 1.5 * x : 0.8) * (i % 2 == 0 ? 1 : -1)), isNumber: false));
        Assert.IsGreaterThan(trees, network);
    }

    [TestMethod]
    [DataRow(200, 50, 4)]
    [DataRow(500, 120, 5)]
    public void Few_rows_with_many_numbers_are_not_learned_by_heart(int rows, int columns, int seed)
    {
        (double network, double trees) = Compare(Table(
            rows, columns, 0, seed, x => (1.5 * x[0]!.Value) + x[1]!.Value - (0.8 * x[2]!.Value), isNumber: true));
        Assert.IsGreaterThan(0.7, network);
        Assert.IsGreaterThan(trees - 0.03, network);
    }

    [TestMethod]
    public void Numbers_that_say_nothing_have_no_bins_and_trees_get_all_of_them()
    {
        IDataView data = Table(
            2_000, 40, 0, seed: 6, x => (x[7]!.Value > 0.3 ? 2 : 0) + (x[9]!.Value * x[11]!.Value), isNumber: true);
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(data, "y");
        string scaled = pipeline.Code.Split('\n').Single(line => line.Contains("NormalizeRobust", StringComparison.Ordinal)
            && line.Contains("clip: false", StringComparison.Ordinal));
        foreach (string name in new[] { "x7", "x9", "x11" })
            StringAssert.Contains(scaled, $"\"{name}\"", "A product changes the label's spread with each of its numbers.");
        Assert.IsLessThan(10, scaled.Split("_scaled").Length);

        IDataView prepared = pipeline.Preprocessing.Fit(data).Transform(data);
        Assert.AreEqual(40, ((VectorDataViewType)prepared.Schema["Features"].Type).Size);
        DataViewSchema trees = pipeline.ForTrees.Fit(prepared).Transform(prepared).Schema;
        Assert.AreEqual(40, ((VectorDataViewType)trees[pipeline.PlainColumnName!].Type).Size);
    }

    [TestMethod]
    public void Where_rows_are_few_the_surest_numbers_are_left_and_at_least_sixteen()
    {
        IDataView data = Table(150, 60, 0, seed: 7, x => 2 * x[3]!.Value, isNumber: true);
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(data, "y");
        IDataView prepared = pipeline.Preprocessing.Fit(data).Transform(data);
        Assert.AreEqual(16, ((VectorDataViewType)prepared.Schema["Features"].Type).Size);
        StringAssert.Contains(pipeline.Code, "\"x3_scaled\"");

        IDataView few = Table(30, 5, 0.1, seed: 8, _ => 0, isNumber: true);
        IDataView all = _ml.Pipelines().Tabular(few, "y").Preprocessing.Fit(few).Transform(few);
        Assert.IsGreaterThanOrEqualTo(5, ((VectorDataViewType)all.Schema["Features"].Type).Size);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Chance_is_as_probable_as_it_is(bool areNumbers)
    {
        var random = new Random(9);
        double[] chances = [.. Enumerable.Range(0, 400).Select(_ => Chance(
            [.. Enumerable.Range(0, 500).Select(_ => areNumbers ? Gaussian(random) : random.Next(30))], areNumbers,
            [[.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() < 0.3 ? 1.0 : 0)]]))];
        Assert.IsLessThan(40, chances.Count(chance => chance < 0.05), "One in twenty, as far as two tests of a number do not overlap.");
        Assert.IsGreaterThan(areNumbers ? 4 : 8, chances.Count(chance => chance < 0.05));
    }

    [TestMethod]
    public void Rows_of_one_answer_and_columns_of_one_value_are_chance()
    {
        double[] some = [1, 2, 3, 4, double.NaN], same = [1, 1, 1, 1, 1];
        Assert.AreEqual(1, Chance(some, areNumbers: true, [same]));
        Assert.AreEqual(1, Chance(same, areNumbers: true, [[1, 2, 3, 4, 5]]));
        Assert.AreEqual(1, Chance(same, areNumbers: false, [[1, 2, 3, 4, 5]]));
        Assert.AreEqual(1, Chance([], areNumbers: true, [[]]));
    }

    private static double Chance(double[] values, bool areNumbers, double[][] targets) =>
        new ChanceTest(targets).Chance(ChanceTest.Groups(values, areNumbers), areNumbers);

    /// <summary>R², or the area under the curve, of the ready network and of trees on the plain columns.</summary>
    private (double Network, double Trees) Compare(IDataView data)
    {
        DataOperationsCatalog.TrainTestData parts = _ml.Data.TrainTestSplit(data, 0.25, seed: 1);
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(parts.TrainSet, "y");
        bool isNumber = pipeline.Task == PredictionTask.Regression;
        IEstimator<ITransformer> trees = pipeline.Preprocessing.Append(pipeline.ForTrees);
        string plain = pipeline.PlainColumnName!;
        IEstimator<ITransformer> forest = isNumber ? trees.Append(_ml.Regression.Trainers.LightGbm("y", plain))
            : trees.Append(_ml.BinaryClassification.Trainers.LightGbm("y", plain));
        double Measure(IEstimator<ITransformer> model)
        {
            IDataView scored = model.Fit(parts.TrainSet).Transform(parts.TestSet);
            return isNumber ? _ml.Regression.Evaluate(scored, "y").RSquared
                : _ml.BinaryClassification.EvaluateNonCalibrated(scored, "y").AreaUnderRocCurve;
        }

        (double Network, double Trees) measured = (Measure(pipeline), Measure(forest));
        TestContext.WriteLine($"network {measured.Network:F3}, LightGbm {measured.Trees:F3}");
        return measured;
    }

    private IDataView Table(int rows, int columns, double missing, int seed, Func<double?[], double> signal, bool isNumber)
    {
        var random = new Random(seed);
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, columns).Select(column => $"x{column}"))).Append(",y\n");
        for (int row = 0; row < rows; row++)
        {
            double?[] shown = [.. Enumerable.Range(0, columns)
                .Select(_ => random.NextDouble() < missing ? null : (double?)Math.Round(Gaussian(random), 3))];
            double label = signal(shown) + (0.7 * Gaussian(random));
            foreach (double? value in shown)
                text.Append(CultureInfo.InvariantCulture, $"{value},");
            text.Append(isNumber ? label.ToString("0.000", CultureInfo.InvariantCulture) : label > 0 ? "yes" : "no").Append('\n');
        }

        return _ml.Data.LoadTable(_folder.Write($"{seed}.csv", Encoding.UTF8.GetBytes(text.ToString())));
    }
}
