using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Tables;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Benchmarks;

/// <summary>How the benchmark of tables counts errors, and what it says at the end.</summary>
[TestClass]
public sealed class TableBenchmarkTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void The_error_of_numbers_is_what_r_squared_leaves()
    {
        // The mean is 2; of a variance of 2 the predictions leave 0.5.
        TableErrors errors = Of(PredictionTask.Regression, [(1f, 1.5f), (3f, 2.5f)]);
        Assert.AreEqual(0.25, errors.Main, 1e-6);
        Assert.AreEqual(0.25, errors.Shown, 1e-6);
        Assert.AreEqual(0.5, TableErrors.Ratio([errors], [errors with { Main = 0.5 }], PredictionTask.Regression), 1e-9);
    }

    [TestMethod]
    public void Errors_of_classes_are_counted_with_half_a_row_more()
    {
        TableErrors none = new(0, null, 0), three = new(3, null, 0.3), one = new(1, null, 0.1);
        Assert.AreEqual(0.5 / 3.5, TableErrors.Ratio([none], [three], PredictionTask.MulticlassClassification), 1e-9);
        Assert.AreEqual(4.5 / 2.5, TableErrors.Ratio([three, one], [one, one], PredictionTask.MulticlassClassification), 1e-9);
    }

    [TestMethod]
    public void Of_two_classes_the_order_counts_as_much_as_the_errors()
    {
        TableErrors ours = new(3.5, 0.02, 0.1), theirs = new(0.5, 0.08, 0.1);
        Assert.AreEqual(
            Math.Sqrt(4.0 * (0.02 / 0.08)), TableErrors.Ratio([ours], [theirs], PredictionTask.BinaryClassification), 1e-4);

        // Of four pairs of a true and a false row one is in the wrong order, and one row of four is beyond 0.
        TableErrors read = Of(PredictionTask.BinaryClassification, [(1f, 2f), (1f, -1f), (0f, -0.5f), (0f, -3f)]);
        Assert.AreEqual(1, read.Main, 1e-6);
        Assert.AreEqual(0.25, read.Ranking!.Value, 1e-6);
    }

    /// <summary>Of a row with an empty text the mark of what it holds was 0: all such rows were one, and stood on one side.</summary>
    [TestMethod]
    public void Rows_with_empty_texts_are_divided_and_copies_are_not()
    {
        TextRow[] rows = [.. Enumerable.Range(0, 100).Select(i => new TextRow { Word = "", Other = $"w{i / 2}", Number = i / 2 })];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        foreach ((_, HeldOutSplit split) in TableRows.Divide(_ml, data, rows.Length, seeds: 2, isFast: true))
        {
            Assert.AreEqual(20, split.TestRows);
            float[] held = [.. split.TestSet.GetColumn<float>(nameof(TextRow.Number))];
            Assert.IsEmpty(held.Intersect(split.TrainSet.GetColumn<float>(nameof(TextRow.Number))));
        }
    }

    [TestMethod]
    public void The_mean_of_two_models_has_the_errors_of_their_mean()
    {
        // Numbers: each is off by one on the other side, and the mean is right. Of yes and no, the mean of 0.9 and 0.3 is yes.
        TableErrors numbers = new JoinedScores(PredictionTask.Regression, [1, 3], [2, 4]).With(
            new JoinedScores(PredictionTask.Regression, [1, 3], [0, 2]));
        Assert.AreEqual(0, numbers.Main, 1e-12);
        TableErrors truths = new JoinedScores(PredictionTask.BinaryClassification, [1, 1, 0, 0], [0.9, 0.2, 0.3, 0]).With(
            new JoinedScores(PredictionTask.BinaryClassification, [1, 1, 0, 0], [0.3, 0.2, 0.2, 0]));
        Assert.AreEqual(1, truths.Main);
        Assert.AreEqual(0.25, truths.Shown);
        Assert.AreEqual(0.25, truths.Ranking!.Value, 1e-12);
        TableErrors classes = new JoinedScores(PredictionTask.MulticlassClassification, [2, 0], [0.1, 0.5, 0.4, 1, 0, 0]).With(
            new JoinedScores(PredictionTask.MulticlassClassification, [2, 0], [0.1, 0.2, 0.7, 0, 0.9, 0.1]));
        Assert.AreEqual(0, classes.Main);
    }

    [TestMethod]
    public void The_standard_error_of_a_ratio_is_that_of_the_jackknife()
    {
        TableErrors[] ours = [.. new[] { 1, 2, 6 }.Select(error => new TableErrors(error, null, error))];
        TableErrors[] theirs = [.. new[] { 2, 2, 4 }.Select(error => new TableErrors(error, null, error))];
        double[] without = [8 / 6.0, 7 / 6.0, 3 / 4.0];
        double expected = Math.Sqrt(2 / 3.0 * without.Sum(ratio => Math.Pow(ratio - without.Average(), 2)));
        Assert.AreEqual(expected, TableErrors.RatioError(ours, theirs, PredictionTask.Regression), 1e-9);
        Assert.IsTrue(double.IsNaN(TableErrors.RatioError(ours[..1], theirs[..1], PredictionTask.Regression)));
    }

    [TestMethod]
    public void The_last_line_says_the_geometric_mean_and_the_worst_table()
    {
        TableOutcome Outcome(string file, double ratio) => new(
            new TableEntry(file, "y"), 10, (ratio, 0.1), ratio / 2, (0.1, 0.01, 1.5), (0.2, 0.02, 0.5));
        Assert.AreEqual(
            "geometric mean of error ratios: 0.800, worst 1.280 (b)",
            TableOutcome.Summary([Outcome("a.csv", 0.5), Outcome("b.csv", 1.28)]));
        Assert.AreEqual("geometric mean of error ratios: 0.400, worst 0.640 (b)",
            TableOutcome.Joined([Outcome("a.csv", 0.5), Outcome("b.csv", 1.28)]));
        Assert.AreEqual(TableOutcome.Head.Split('\n')[0].Length, Outcome("a.csv", 0.5).ToString().Length);
        StringAssert.Contains(Outcome("a.csv", 0.5).ToString(), "| 0.500 ± 0.100 | 0.250 |     1.5 s |     0.5 s |");
    }

    [TestMethod]
    public void A_folder_says_its_tables_in_a_list()
    {
        using var folder = new TemporaryFolder();
        string list = folder.File(TableList.FileName), path = Path.GetDirectoryName(list)!;
        File.WriteAllText(list, """[{"file": "a.csv", "label": "y", "task": "regression"}, {"file": "b.csv", "label": "z"}]""");
        CollectionAssert.AreEqual(
            new TableEntry[] { new("a.csv", "y", PredictionTask.Regression), new("b.csv", "z") }, TableList.Of(path).ToArray());
        File.WriteAllText(list, """[{"file": "a.csv"}]""");
        Assert.ThrowsExactly<InvalidDataException>(() => TableList.Of(path));
    }

    private TableErrors Of(PredictionTask task, (float Label, float Score)[] rows)
    {
        IDataView view = task == PredictionTask.Regression
            ? _ml.Data.LoadFromEnumerable(rows.Select(row => new ScoredNumber { Label = row.Label, Score = row.Score }).ToArray())
            : _ml.Data.LoadFromEnumerable(rows.Select(row =>
                new ScoredTruth { Label = row.Label > 0, Score = row.Score, PredictedLabel = row.Score > 0 }).ToArray());
        return TableErrors.Of(_ml, view, "Label", task, rows.Length);
    }

    private sealed class ScoredNumber
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class ScoredTruth
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class TextRow
    {
        public string Word { get; set; } = "";

        public string Other { get; set; } = "";

        public float Number { get; set; }
    }
}
