using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Categories of thousands of levels shared a thousand slots, five levels or more each, and had no packed ensemble.</summary>
[TestClass]
public sealed class ManyLevelsTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Each_of_thousands_of_levels_with_some_rows_has_a_vector()
    {
        ReadyPipeline pipeline = Plan(levels: 3_000, rows: 15_000);
        Assert.AreEqual(ColumnUse.Category, Use(pipeline));
        StringAssert.Contains(pipeline.Network.ToString(), "EntityEmbedding()");
        StringAssert.Contains(pipeline.Network.ToString(), "PiecewiseLinear(");
        StringAssert.Contains(pipeline.Network.ToString(), "Members(");
    }

    [TestMethod]
    [DataRow(3_000, 9_000, 10)]
    [DataRow(12_000, 50_000, 13)]
    public void Levels_of_few_rows_or_very_many_share_slots_that_have_rows_to_learn_from(int levels, int rows, int bits)
    {
        ReadyPipeline pipeline = Plan(levels, rows);
        Assert.AreEqual(ColumnUse.Hashed, Use(pipeline));
        StringAssert.Contains(pipeline.Code, $"numberOfBits: {bits})");
        StringAssert.Contains(pipeline.Network.ToString(), "Members(");
    }

    [TestMethod]
    public void Trees_beside_the_network_share_a_thousand_slots()
    {
        IDataView rows = Rows(levels: 3_000, count: 15_000);
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, nameof(Row.Label));
        IDataView prepared = pipeline.Preprocessing.Fit(rows).Transform(rows);
        DataViewSchema trees = pipeline.ForTrees.Fit(prepared).Transform(prepared).Schema;
        Assert.AreEqual(3_001, ((VectorDataViewType)prepared.Schema["Features"].Type).Size);
        Assert.AreEqual(1_025, ((VectorDataViewType)trees[pipeline.PlainColumnName!].Type).Size);
    }

    [TestMethod]
    public void What_a_level_says_is_learned()
    {
        IDataView rows = Rows(levels: 1_500, count: 12_000);
        DataOperationsCatalog.TrainTestData parts = s_ml.Data.TrainTestSplit(rows, 0.2, seed: 1);
        ITransformer model = s_ml.Pipelines().Tabular(parts.TrainSet, nameof(Row.Label)).Fit(parts.TrainSet);
        double rSquared = s_ml.Regression.Evaluate(model.Transform(parts.TestSet), nameof(Row.Label)).RSquared;
        Assert.IsGreaterThan(0.6, rSquared, "With shared slots less than half of it could be told.");
    }

    private static ReadyPipeline Plan(int levels, int rows) => s_ml.Pipelines().Tabular(Rows(levels, rows), nameof(Row.Label));

    private static ColumnUse Use(ReadyPipeline pipeline) =>
        pipeline.Choices.Single(choice => choice.ColumnName == nameof(Row.Level)).Use;

    /// <summary>Each level has an effect of its own, beside which the number is small.</summary>
    private static IDataView Rows(int levels, int count)
    {
        var random = new Random(4);
        double[] effects = [.. Enumerable.Range(0, levels).Select(_ => Math.Sqrt(12) * (random.NextDouble() - 0.5))];
        return s_ml.Data.LoadFromEnumerable<Row>([.. Enumerable.Range(0, count).Select(row =>
        {
            int level = row < levels ? row : random.Next(levels); // Each comes at least once.
            double x = random.NextDouble() - 0.5;
            return new Row { Level = $"L{level}", X = (float)x, Label = (float)(effects[level] + x) };
        })]);
    }

    private sealed class Row
    {
        public string Level { get; set; } = "";

        public float X { get; set; }

        public float Label { get; set; }
    }
}
