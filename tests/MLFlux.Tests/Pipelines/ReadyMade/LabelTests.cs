using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;

namespace MLFlux.Tests.Pipelines;

/// <summary>Labels of ready pipelines: their names, which value is yes, and what tells them too easily.</summary>
[TestClass]
public sealed class LabelTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _warnings = [];

    public LabelTests() => _ml.Log += (_, entry) =>
    {
        if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
            _warnings.Add(entry.RawMessage);
    };

    [TestMethod]
    public void A_label_named_Score_has_true_figures()
    {
        var random = new Random(1);
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 300)
            .Select(i => (X: (float)random.NextDouble(), Noise: (float)random.NextDouble()))
            .Select(r => new Scored { X = r.X, Score = r.X + r.Noise }));
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(rows, "Score");

        Assert.AreEqual("Score_label", pipeline.LabelColumnName);
        IDataView scored = pipeline.Fit(rows).Transform(rows);
        double r2 = _ml.Metrics(scored, pipeline.Task, pipeline.LabelColumnName)[0].Value;
        Assert.IsTrue(r2 is > 0.3 and < 0.7, $"R² is {r2}; half of the label is noise.");
        using ExperimentResult result = _ml.Experiment(pipeline, new ExperimentOptions { Baselines = [] }).Run(rows);
        Assert.IsLessThan(0.7, result.Metrics[0].Value);
    }

    /// <summary>Each spelling was a class, where the rows came from elsewhere than a file.</summary>
    [TestMethod]
    public void Spellings_of_a_label_are_one_value_each_unless_they_are_kept_apart()
    {
        string[] spellings = ["Yes", "no", "yes", "No ", "Yes", "no", "YES"];
        IDataView rows = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 280).Select(i => new Answer { X = i % 7, Copy = "same", Label = spellings[i % 7] }));

        ReadyPipeline pipeline = _ml.Pipelines().Tabular(rows);

        Assert.AreEqual(PredictionTask.BinaryClassification, pipeline.Task);
        CollectionAssert.AreEqual((string[])["no", "Yes"], pipeline.BinaryValues!.ToArray());
        Assert.Contains(warning => warning.Contains("has values in several spellings", StringComparison.Ordinal), _warnings);
        Assert.Contains("[\"YES\"] = \"Yes\"", pipeline.Code);
        ITransformer model = pipeline.With(pipeline.Training with { Epochs = 40 }).Fit(rows);
        string[] predicted = [.. model.Transform(rows).GetColumn<string>("PredictedLabel")];
        CollectionAssert.AreEqual(
            spellings.Select(word => "YES".Equals(word.Trim(), StringComparison.OrdinalIgnoreCase) ? "Yes" : "no").ToArray(),
            predicted[..7]);

        ReadyPipeline apart = _ml.Pipelines().Tabular(rows, options: new TabularOptions { MergeSpellings = false });
        Assert.AreEqual(PredictionTask.MulticlassClassification, apart.Task);
    }

    /// <summary>The day on which somebody left is there for those alone who left, and nothing was said of it.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_column_that_is_filled_in_for_one_value_alone_is_told(bool isForYes)
    {
        Plan(i => i % 3 == 0 ? "yes" : "no", copy: i => i % 3 == 0 == isForYes ? $"left{i % 40}" : "");

        Assert.Contains("Column 'Copy' alone tells the label 'Label', by having a value or none.", _warnings.Single());
    }

    [TestMethod]
    public void A_column_with_gaps_that_tell_nothing_is_not_told()
    {
        Plan(i => i % 3 == 0 ? "yes" : "no", copy: i => i % 4 == 0 ? "" : $"left{i % 40}");

        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void Letters_in_both_cases_stay_classes()
    {
        ReadyPipeline pipeline = Plan(i => i % 2 == 0 ? "A" : "a");

        CollectionAssert.AreEquivalent((string[])["A", "a"], pipeline.BinaryValues!.ToArray());
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    [DataRow("ja", "nein", "ja")]
    [DataRow("oui", "non", "oui")]
    [DataRow("si", "no", "si")]
    [DataRow("Não", "Sim", "Sim")]
    [DataRow("da", "net", "da")]
    [DataRow("ano", "ne", "ano")]
    [DataRow("evet", "hayır", "evet")]
    [DataRow("是", "否", "是")]
    [DataRow("はい", "いいえ", "はい")]
    [DataRow("good", "bad", "good")]
    [DataRow("negative", "positive", "positive")]
    [DataRow("churned", "not churned", "churned")]
    [DataRow("Y", "N", "Y")]
    [DataRow("blue", "red", "red", DisplayName = "the rarer")]
    public void Words_for_yes_are_known_and_otherwise_the_rarer_value_is_yes(string one, string other, string yes)
    {
        // The second value is the rarer.
        ReadyPipeline pipeline = Plan(i => i % 3 == 0 ? other : one);

        Assert.AreEqual(yes, pipeline.BinaryValues![1]);
    }

    [TestMethod]
    public void The_value_for_yes_may_be_said()
    {
        Assert.AreEqual("nein", Plan(i => i % 2 == 0 ? "ja" : "nein", new TabularOptions { Yes = "nein" }).BinaryValues![1]);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => Plan(i => i % 2 == 0 ? "ja" : "nein", new TabularOptions { Yes = "oui" })).Message,
                "'oui' is to be the value for yes");
    }

    [TestMethod]
    public void A_column_that_alone_tells_the_label_is_said_and_others_are_not()
    {
        Plan(i => i % 3 == 0 ? "a" : "b", copy: i => i % 3 == 0 ? "one" : i % 3 == 1 ? "two" : "three");
        StringAssert.Contains(_warnings.Single(), "Column 'Copy' alone tells the label 'Label'");

        _warnings.Clear();
        Plan(i => i % 3 == 0 ? "a" : "b", copy: i => $"id{i}");
        Plan(i => i % 3 == 0 ? "a" : "b", copy: i => i % 30 == 1 ? "one" : i % 3 == 0 ? "one" : "two");
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void A_number_that_is_the_label_in_another_unit_is_said_and_a_good_feature_is_not()
    {
        var random = new Random(1);
        Scored[] rows = [.. Enumerable.Range(0, 200).Select(_ => (float)random.NextDouble())
            .Select(x => new Scored { X = (x * 1.8f) + 32, Score = x })];
        _ml.Pipelines().Tabular(_ml.Data.LoadFromEnumerable(rows), "Score");
        StringAssert.Contains(_warnings.Single(), "Column 'X' alone tells the label");

        _warnings.Clear();
        foreach (Scored row in rows)
            row.X += (float)random.NextDouble() / 10;
        _ml.Pipelines().Tabular(_ml.Data.LoadFromEnumerable(rows), "Score");
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void A_column_that_looks_like_a_name_is_kept_if_asked() => Assert.AreEqual(
        ColumnUse.Category, Plan(i => i % 3 == 0 ? "a" : "b", new TabularOptions { Kept = ["Copy"] }, copy: i => $"id{i}").Choices
        .Single(choice => choice.ColumnName == "Copy").Use);

    [TestMethod]
    [DataRow(51277179.0, "51277179")]
    [DataRow(1e15, "1000000000000000")]
    [DataRow(-3.0, "-3")]
    [DataRow(1.5, "1.5")]
    [DataRow(1e7f, "10000000")]
    [DataRow(9007199254740993L, "9007199254740993")]
    [DataRow("x", "x")]
    public void Labels_are_written_with_all_their_digits(object label, string text) => Assert.AreEqual(text, LabelText.Of(label));

    private ReadyPipeline Plan(Func<int, string> label, TabularOptions? options = null, Func<int, string>? copy = null)
    {
        var random = new Random(1);
        return _ml.Pipelines().Tabular(
            _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 120)
                .Select(i => new Answer { X = (float)random.NextDouble(), Copy = copy?.Invoke(i) ?? "same", Label = label(i) })), "Label",
                options);
    }

    private sealed class Scored
    {
        public float X { get; set; }

        public float Score { get; set; }
    }

    private sealed class Answer
    {
        public float X { get; set; }

        public string Copy { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
