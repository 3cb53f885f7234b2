using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Reports;

[TestClass]
public sealed class FeatureImportanceTests
{
    [TestMethod]
    public void Of_a_model_that_is_known_it_is_what_theory_says()
    {
        var ml = new MLContext(1);
        (IDataView data, ITransformer model) = Sum(ml, rows: 4000);
        var seen = new List<string>();

        IReadOnlyList<FeatureImportance> importance = ml.FeatureImportance(
            model, data, PredictionTask.Regression,
            new FeatureImportanceOptions { Columns = ["Word", "B", "Target", "A"], Progress = one => seen.Add(one.Column) });

        // Score = 2 a + b = label, a and b of equal variance v: R² is 1, and shuffling a makes it 1 - 2 · 4 v / (5 v).
        CollectionAssert.AreEqual(new[] { "A", "B", "Word" }, importance.Select(one => one.Column).ToArray());
        Assert.AreEqual(1.6, importance[0].Loss, 0.1);
        Assert.AreEqual(0.4, importance[1].Loss, 0.03);
        Assert.AreEqual(0, importance[2].Loss, 1e-9);
        Assert.AreEqual(0, importance[2].StandardDeviation, 1e-9);
        CollectionAssert.AreEquivalent(new[] { "A", "B", "Word" }, seen); // Not Target, which the label is made from.
    }

    [TestMethod]
    public void A_vector_is_shuffled_whole()
    {
        var ml = new MLContext(1);
        Row[] rows = Rows(400);
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        // The score is 1 where both slots agree, as they always do: shuffled one by one they would not.
        var model = ml.Transforms.CustomMapping<Row, Outcome>((row, outcome) => outcome.Score = row.Pair[0] == row.Pair[1] ? 1 : 0, null)
            .Append(ml.Transforms.CopyColumns("Label", nameof(Row.Target))).Fit(data);

        FeatureImportance pair = ml.FeatureImportance(
            model, data, PredictionTask.Regression, new FeatureImportanceOptions { Columns = [nameof(Row.Pair)], Permutations = 1 })
            .Single();

        Assert.AreEqual(0, pair.Loss);
        Assert.AreEqual(double.NaN, pair.StandardDeviation);
    }

    [TestMethod]
    public void The_seed_decides()
    {
        var ml = new MLContext(1);
        (IDataView data, ITransformer model) = Sum(ml, rows: 100);
        FeatureImportanceOptions options = new() { Columns = ["A"], Permutations = 1 };

        double Loss(int seed) => ml.FeatureImportance(model, data, PredictionTask.Regression, options with { Seed = seed }).Single().Loss;

        Assert.AreEqual(Loss(1), Loss(1));
        Assert.AreNotEqual(Loss(1), Loss(2));
    }

    [TestMethod]
    public void Wrong_options_and_columns_are_named_and_it_can_be_cancelled()
    {
        var ml = new MLContext(1);
        (IDataView data, ITransformer model) = Sum(ml, rows: 20);

        void Refuse<T>(FeatureImportanceOptions options, string message)
            where T : Exception => StringAssert.Contains(
                Assert.ThrowsExactly<T>(() => ml.FeatureImportance(model, data, PredictionTask.Regression, options)).Message, message);

        Refuse<ArgumentException>(new() { Permutations = 0, LabelColumnName = " " },
            "LabelColumnName is empty; it names the column of the right answers." + Environment.NewLine + "Permutations is 0");
        Refuse<ArgumentOutOfRangeException>(new() { Columns = ["Aa"] }, "There is no column 'Aa'");
        Refuse<OperationCanceledException>(new() { CancellationToken = new(canceled: true) }, "");
    }

    private static (IDataView Data, ITransformer Model) Sum(MLContext ml, int rows)
    {
        IDataView data = ml.Data.LoadFromEnumerable(Rows(rows));
        ITransformer model = ml.Transforms.CustomMapping<Row, Outcome>((row, outcome) => outcome.Score = (2 * row.A) + row.B, null)
            .Append(ml.Transforms.CopyColumns("Label", nameof(Row.Target)))
            .Fit(data);
        return (data, model);
    }

    private static Row[] Rows(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => (A: random.NextSingle(), B: random.NextSingle())).Select(row => new Row
        {
            A = row.A, B = row.B, Target = (2 * row.A) + row.B, Word = row.A > 0.5f ? "high" : "low", Pair = [row.A, row.A],
        })];
    }

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        public string Word { get; set; } = "";

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        public float Target { get; set; }
    }

    private sealed class Outcome
    {
        public float Score { get; set; }
    }
}
