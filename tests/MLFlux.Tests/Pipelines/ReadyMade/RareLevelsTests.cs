using Microsoft.ML;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.ReadyMade;

/// <summary>
/// Tickets, references and numbers among words have hardly two rows for each level: the network learned them by heart, and predicted worse
/// than trees, which need twenty rows to split.
/// </summary>
[TestClass]
public sealed class RareLevelsTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow(900, 700)]
    [DataRow(3_000, 2_500)]
    public void Levels_of_few_rows_that_say_nothing_are_for_trees_alone(int count, int levels)
    {
        IDataView data = Rows(count, levels, seed: 2);
        DataOperationsCatalog.TrainTestData parts = s_ml.Data.TrainTestSplit(data, 0.25, seed: 1);

        ReadyPipeline pipeline = Plan(parts.TrainSet, new TabularOptions());
        ReadyPipeline with = Plan(parts.TrainSet, new TabularOptions
        {
            Uses = new Dictionary<string, ColumnUse> { [nameof(Row.Reference)] = ColumnUse.Hashed },
        });

        Assert.IsFalse(IsGiven(pipeline, nameof(Row.Reference)));
        Assert.IsTrue(IsGiven(pipeline, nameof(Row.Visitor)), "Two or three rows of a visitor agree, which chance does not make.");
        StringAssert.Contains(Choice(pipeline, nameof(Row.Reference)).Reason, "trees alone get it");
        Assert.IsTrue(IsGiven(with, nameof(Row.Reference)), "What the user names is learned from.");
        double without = RSquared(pipeline, parts);
        Assert.IsGreaterThan(RSquared(with, parts), without);
    }

    [TestMethod]
    public void Where_there_is_nothing_else_they_are_learned_from()
    {
        IDataView data = s_ml.Transforms.SelectColumns(nameof(Row.Reference), nameof(Row.Label)).Fit(Rows(400, 300, seed: 3))
            .Transform(Rows(400, 300, seed: 3));
        Assert.IsTrue(IsGiven(Plan(data, new TabularOptions()), nameof(Row.Reference)));
    }

    private static ReadyPipeline Plan(IDataView data, TabularOptions options) =>
        s_ml.Pipelines().Tabular(data, nameof(Row.Label), options);

    private static ColumnChoice Choice(ReadyPipeline pipeline, string column) =>
        pipeline.Choices.Single(choice => choice.ColumnName == column);

    private static bool IsGiven(ReadyPipeline pipeline, string column) =>
        !Choice(pipeline, column).Reason.Contains("trees alone", StringComparison.Ordinal)
        && pipeline.Code.Contains($"\"{column}_", StringComparison.Ordinal);

    private static double RSquared(ReadyPipeline pipeline, DataOperationsCatalog.TrainTestData parts) =>
        s_ml.Regression.Evaluate(pipeline.Fit(parts.TrainSet).Transform(parts.TestSet), nameof(Row.Label)).RSquared;

    private static IDataView Rows(int count, int levels, int seed)
    {
        var random = new Random(seed);
        double[] visitors = [.. Enumerable.Range(0, count).Select(_ => 3 * Gaussian(random))];
        return s_ml.Data.LoadFromEnumerable<Row>([.. Enumerable.Range(0, count).Select(row =>
        {
            double x = Gaussian(random), z = Gaussian(random);
            return new Row
            {
                Reference = $"R{random.Next(levels)}", Visitor = $"V{row * 2 / 5}", X = (float)x, Z = (float)z,
                Label = (float)((2 * x) + (z * z) + visitors[row * 2 / 5] + Gaussian(random)),
            };
        })]);
    }

    private sealed class Row
    {
        public string Reference { get; set; } = "";

        public string Visitor { get; set; } = "";

        public float X { get; set; }

        public float Z { get; set; }

        public float Label { get; set; }
    }
}
