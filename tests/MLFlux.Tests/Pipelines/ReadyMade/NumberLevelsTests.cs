using Microsoft.ML;

namespace MLFlux.Tests.ReadyMade;

/// <summary>Whole numbers that are codes, whose order says nothing, fell into bins with their neighbours.</summary>
[TestClass]
public sealed class NumberLevelsTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void What_codes_of_shops_say_is_learned()
    {
        IDataView rows = Rows(shops: 120, count: 5_000);
        DataOperationsCatalog.TrainTestData parts = s_ml.Data.TrainTestSplit(rows, 0.2, seed: 1);

        ReadyPipeline pipeline = Plan(parts.TrainSet);
        ITransformer model = pipeline.Fit(parts.TrainSet);

        StringAssert.Contains(pipeline.Code, "new(\"Shop_level\", \"Shop\")");
        Assert.IsGreaterThan(0.85, s_ml.Regression.Evaluate(model.Transform(parts.TestSet), nameof(Row.Label)).RSquared);
    }

    [TestMethod]
    public void Each_number_stands_beside_its_level_and_trees_get_the_number_alone()
    {
        IDataView rows = Rows(shops: 120, count: 5_000);
        ReadyPipeline pipeline = Plan(rows);
        IDataView prepared = pipeline.Preprocessing.Fit(rows).Transform(rows);
        DataViewSchema trees = pipeline.ForTrees.Fit(prepared).Transform(prepared).Schema;
        Assert.AreEqual(122, ((Microsoft.ML.Data.VectorDataViewType)prepared.Schema["Features"].Type).Size);
        Assert.AreEqual(2, ((Microsoft.ML.Data.VectorDataViewType)trees[pipeline.PlainColumnName!].Type).Size);
    }

    [TestMethod]
    [DataRow(30, 5_000, DisplayName = "Each has a bin of its own")]
    [DataRow(120, 800, DisplayName = "Few rows of each")]
    [DataRow(700, 9_000, DisplayName = "Too many")]
    public void Other_whole_numbers_stay_numbers_alone(int shops, int count) => Assert.IsFalse(
        Plan(Rows(shops, count)).Code.Contains("_level", StringComparison.Ordinal));

    [TestMethod]
    public void Numbers_whose_order_says_something_or_that_say_nothing_stay_numbers_alone()
    {
        foreach (Func<int, Random, double> effect in new Func<int, Random, double>[]
        {
            (age, _) => Math.Pow((age - 60) / 30.0, 2), (age, _) => age < 40 ? 0 : 3, (_, random) => 3 * random.NextDouble(),
        })
        {
            IDataView rows = Rows(120, 5_000, effect);
            Assert.DoesNotContain("_level", Plan(rows).Code);
        }
    }

    [TestMethod]
    [DataRow(nameof(Row.Yes))]
    [DataRow(nameof(Row.Kind))]
    public void Codes_that_tell_classes_apart_are_found(string label) => Assert.Contains(
        "Shop_level",
        Plan(Rows(shops: 120, count: 5_000), label).Code);

    [TestMethod]
    public void Several_labels_in_a_text_are_no_number() => Assert.Contains(
        "TokenizeIntoWords", s_ml.Pipelines().Tabular(Rows(shops: 120, count: 5_000), nameof(Row.Kind), new TabularOptions
        {
            Task = PredictionTask.MultilabelClassification,
        }).Code);

    private static ReadyPipeline Plan(IDataView rows, string label = nameof(Row.Label)) =>
        s_ml.Pipelines().Tabular(rows, label, new TabularOptions
        {
            Uses = new[] { nameof(Row.Label), nameof(Row.Yes), nameof(Row.Kind) }.Where(name => name != label)
                .ToDictionary(name => name, _ => ColumnUse.LeftOut),
        });

    private static IDataView Rows(int shops, int count, Func<int, Random, double>? effect = null)
    {
        var random = new Random(4);
        double[] effects = [.. Enumerable.Range(0, shops).Select(_ => Math.Sqrt(12) * (random.NextDouble() - 0.5))];
        return s_ml.Data.LoadFromEnumerable<Row>([.. Enumerable.Range(0, count).Select(_ =>
        {
            int shop = random.Next(shops);
            double x = random.NextDouble() - 0.5, noise = 0.2 * (random.NextDouble() - 0.5);
            double label = (effect?.Invoke(shop, random) ?? effects[shop]) + x + noise;
            return new Row
            {
                Shop = 1_000 + shop, X = (float)x, Label = (float)label, Yes = label > 0, Kind = label < -1 ? "a" : label < 1 ? "b" : "c",
            };
        })]);
    }

    private sealed class Row
    {
        public int Shop { get; set; }

        public float X { get; set; }

        public float Label { get; set; }

        public bool Yes { get; set; }

        public string Kind { get; set; } = "";
    }
}
