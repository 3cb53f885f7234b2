using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Reports;

[TestClass]
public sealed class WideImportanceTests
{
    private static readonly FeatureImportanceOptions s_options = new() { LabelColumnName = "Label", Permutations = 2 };

    [TestMethod]
    [DataRow(PredictionTask.MulticlassClassification)]
    [DataRow(PredictionTask.BinaryClassification)]
    [DataRow(PredictionTask.Regression)]
    public void Shuffled_slots_score_as_the_shuffled_column_does(PredictionTask task)
    {
        var ml = new MLContext(1);
        IDataView data = Table(ml);
        string label = task == PredictionTask.Regression ? "Amount" : task == PredictionTask.BinaryClassification ? "Word" : "Kind";
        ITransformer model = Fit(ml, data, label);
        SlotScorer slots = SlotScorer.Of(ml, model, data, label)!;
        Assert.IsNotNull(slots, "ML.NET keeps the columns of a concatenation elsewhere");
        var whole = new WholeModelScorer(model, data);
        foreach (DataViewSchema.Column column in data.Schema.Where(column => column.Name != label))
        {
            ShuffledColumn values = ShuffledColumn.Read(data, column);
            int[] order = [.. Enumerable.Range(1, values.Count).Select(row => row % values.Count)];
            float[] expected = Scores(whole.Shuffled(values, order)), actual = Scores(slots.Shuffled(values, order));
            Assert.HasCount(expected.Length, actual);
            for (int i = 0; i < expected.Length; i++)
                Assert.AreEqual(expected[i], actual[i], 1e-4 * Math.Max(1, Math.Abs(expected[i])), column.Name);
        }
    }

    [TestMethod]
    public void Constants_and_the_label_are_passed_over_even_of_two_rows()
    {
        var ml = new MLContext(1);
        IDataView data = Table(ml);
        ITransformer model = Fit(ml, data, "Word");
        IDataView two = ml.Data.TakeRows(data, 2);

        string[] measured = [
            .. ml.FeatureImportance(model, two, PredictionTask.BinaryClassification, s_options with { LabelColumnName = "Word" })
            .Select(one => one.Column)];

        CollectionAssert.DoesNotContain(measured, "Word");
        CollectionAssert.DoesNotContain(measured, "Same");
        CollectionAssert.Contains(measured, "A");
    }

    [TestMethod]
    public void In_no_time_the_column_that_matters_is_measured()
    {
        var ml = new MLContext(1);
        IDataView data = Table(ml);
        ITransformer model = Fit(ml, data, "Amount");

        FeatureImportance only = ml.FeatureImportance(model, data, PredictionTask.Regression,
            s_options with { LabelColumnName = "Amount", TimeLimit = TimeSpan.FromTicks(1) }).Single();
        IReadOnlyList<FeatureImportance> all =
            ml.FeatureImportance(model, data, PredictionTask.Regression,
                s_options with { LabelColumnName = "Amount", TimeLimit = TimeSpan.FromHours(1) });

        Assert.IsNotNull(only);
        Assert.AreEqual("A", all[0].Column);
        Assert.HasCount(3, all);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => ml.FeatureImportance(model, data, PredictionTask.Regression, s_options with { TimeLimit = TimeSpan.Zero })).Message,
                "TimeLimit is 00:00:00");
    }

    private static ITransformer Fit(MLContext ml, IDataView data, string label)
    {
        ReadyPipeline pipeline = ml.Pipelines().Tabular(data, label);
        return pipeline.With(Chain(Dense(4, Activation.Tanh), Output())).With(pipeline.Training with { Epochs = 8, Seed = 1 }).Fit(data);
    }

    private static float[] Scores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? [.. scored.GetColumn<float[]>("Score").SelectMany(scores => scores)]
        : [.. scored.GetColumn<float>("Score")];

    private static IDataView Table(MLContext ml)
    {
        var random = new Random(1);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(i => (A: random.NextSingle(), B: random.NextSingle()))
            .Select((row, i) => new Row
        {
            A = i % 37 == 5 ? float.NaN : row.A,
            Amount = (20 * row.A) + row.B,
            Word = (i % 2 == 0) ? "yes" : "no",
            Kind = row.A > 0.6f ? "high" : row.A > 0.3f ? "middle" : "low",
            Same = 3,
        }).ToArray());
    }

    private sealed class Row
    {
        public float A { get; set; }

        public string Word { get; set; } = "";

        public string Kind { get; set; } = "";

        public float Amount { get; set; }

        public float Same { get; set; }
    }
}
