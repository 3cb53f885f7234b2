using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Evaluation;

[TestClass]
public sealed class ClassificationReportTests
{
    private static readonly string[] s_animals = ["cat", "dog", "emu"];

    /// <summary>Ten cats, ten dogs, no emu; two cats taken for dogs, one dog for a cat, four dogs for emus.</summary>
    private static ClassificationReport Animals() => new(s_animals, new long[,] { { 8, 2, 0 }, { 1, 5, 4 }, { 0, 0, 0 } });

    [TestMethod]
    public void Figures_are_those_worked_out_by_hand()
    {
        ClassificationReport report = Animals();

        Assert.AreEqual(new ClassFigures("cat", 8 / 9.0, 8 / 10.0, 16 / 19.0, 10), report.Figures[0]);
        Assert.AreEqual(new ClassFigures("dog", 5 / 7.0, 5 / 10.0, 10 / 17.0, 10), report.Figures[1]);
        Assert.AreEqual(new ClassFigures("emu", 0, double.NaN, 0, 0), report.Figures[2]);
        Assert.AreEqual(20, report.Rows);
        Assert.AreEqual(0.65, report.Accuracy, 1e-15);
        Assert.AreEqual(0.65, report.MacroAccuracy, 1e-15);
        Assert.AreEqual(((16 / 19.0) + (10 / 17.0)) / 2, report.MacroF1, 1e-15);
        Assert.AreEqual(4, report.Count(actual: 1, predicted: 2));
    }

    [TestMethod]
    public void A_class_never_seen_and_never_predicted_has_no_figures()
    {
        var report = new ClassificationReport(["a", "b"], new long[,] { { 3, 0 }, { 0, 0 } });

        Assert.AreEqual(new ClassFigures("b", double.NaN, double.NaN, double.NaN, 0), report.Figures[1]);
        Assert.AreEqual(1, report.MacroF1);
    }

    [TestMethod]
    public void Scored_data_give_what_MLNET_computes_from_them()
    {
        var ml = new MLContext(1);
        IDataView data = Scored(ml, 500);

        ClassificationReport report = ml.MulticlassClassification.ClassificationReport(data);

        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(data);
        Assert.AreEqual(metrics.MicroAccuracy, report.Accuracy, 1e-12);
        Assert.AreEqual(metrics.MacroAccuracy, report.MacroAccuracy, 1e-12);
        CollectionAssert.AreEqual(s_animals, report.Classes.ToArray());
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(metrics.ConfusionMatrix.PerClassPrecision[i], report.Figures[i].Precision, 1e-12);
            Assert.AreEqual(metrics.ConfusionMatrix.PerClassRecall[i], report.Figures[i].Recall, 1e-12);
            for (int j = 0; j < 3; j++)
                Assert.AreEqual(metrics.ConfusionMatrix.Counts[i][j], report.Count(i, j));
        }
    }

    [TestMethod]
    public void The_confusion_matrix_of_MLNET_gives_the_same_report()
    {
        var ml = new MLContext(1);
        IDataView data = Scored(ml, 200);
        ConfusionMatrix matrix = ml.MulticlassClassification.Evaluate(data).ConfusionMatrix;

        Assert.AreEqual(
            ml.MulticlassClassification.ClassificationReport(data).ToString(), ClassificationReport.From(matrix, s_animals).ToString());
        Assert.AreEqual("0 1 2", string.Join(" ", ClassificationReport.From(matrix).Classes));
        Assert.ThrowsExactly<ArgumentException>(() => ClassificationReport.From(matrix, ["cat", "dog"]));
    }

    [TestMethod]
    public void Rows_without_a_label_or_a_score_are_left_out_and_counted()
    {
        var ml = new MLContext(1);
        IDataView data = Keyed(ml,
        [
            new() { Animal = "cat", Score = [1, 0, 0] },
            new() { Animal = "cow", Score = [1, 0, 0] },
            new() { Animal = "emu", Score = [float.NaN, 0, 0] },
            new() { Animal = "emu", Score = [0, 1, 0] },
        ]);

        ClassificationReport report = ml.MulticlassClassification.ClassificationReport(data);

        Assert.AreEqual(2, report.Rows);
        Assert.AreEqual(2, report.SkippedRows);
        Assert.AreEqual(1, report.Count(2, 1));
        StringAssert.Contains(report.FormatFigures(), "2 rows without a label or a finite score are left out");
    }

    [TestMethod]
    public void Classes_that_were_bytes_are_named_by_their_numbers()
    {
        var ml = new MLContext();
        IDataView digits = ml.Data.LoadFromEnumerable([new Scores { Digit = 7, Score = [1, 0] }, new Scores { Digit = 3, Score = [1, 0] }]);
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label", "Digit").Fit(digits).Transform(digits);
        IDataView two = ml.Transforms.CopyColumns("Score", "Two").Fit(keyed).Transform(keyed);

        ClassificationReport report = ml.MulticlassClassification.ClassificationReport(two);

        Assert.AreEqual("7 3", string.Join(" ", report.Classes));
    }

    [TestMethod]
    [DataRow("Lable", "Score", "There is no column 'Lable'")]
    [DataRow("Animal", "Score", "The label column 'Animal' is String; expected a key")]
    [DataRow("Label", "Points", "There is no column 'Points'")]
    [DataRow("Label", "Two", "The score column 'Two' is Vector<Single, 2>; expected a vector of 3 floats")]
    public void A_wrong_column_is_named(string label, string score, string message)
    {
        var ml = new MLContext();
        IDataView data = Scored(ml, 5);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.MulticlassClassification.ClassificationReport(data, label, score));

        StringAssert.StartsWith(error.Message, message);
    }

    [TestMethod]
    public void Counts_that_fit_no_classes_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new ClassificationReport(s_animals, new long[3, 2]));
        Assert.ThrowsExactly<ArgumentException>(() => new ClassificationReport([], new long[0, 0]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ClassificationReport(["a"], new long[,] { { -1 } }));
    }

    [TestMethod]
    public void The_confusion_matrix_reads_as_a_table()
    {
        const string Expected = """
            actual \ predicted
                cat dog emu
            cat   8   2   .
            dog   1   5   4
            emu   .   .   .

            """;

        Assert.AreEqual(Expected.ReplaceLineEndings(), Animals().FormatConfusionMatrix());
    }

    [TestMethod]
    public void A_wide_confusion_matrix_continues_below()
    {
        var counts = new long[4, 4];
        counts[0, 0] = 12345;
        counts[3, 2] = 1;
        var report = new ClassificationReport(["a", "b", "c", "a very long name"], counts);
        const string Expected = """
            actual \ predicted
                                      a          b
            a                     12345          .
            b                         .          .
            c                         .          .
            a very long name          .          .
            actual \ predicted
                                      c a very lo…
            a                         .          .
            b                         .          .
            c                         .          .
            a very long name          1          .

            """;

        Assert.AreEqual(Expected.ReplaceLineEndings(), report.FormatConfusionMatrix(width: 16 + (2 * 11) + 10));
    }

    [TestMethod]
    public void The_figures_read_as_a_table()
    {
        const string Expected = """
            class  precision    recall        F1        rows
            cat       0.8889    0.8000    0.8421          10
            dog       0.7143    0.5000    0.5882          10
            emu       0.0000         -    0.0000           0
            accuracy 0.6500 of 20 rows, mean F1 0.7152

            """;

        Assert.AreEqual(Expected.ReplaceLineEndings(), Animals().FormatFigures());
    }

    [TestMethod]
    [DataRow(20)]
    [DataRow(40)]
    [DataRow(80)]
    public void No_line_is_wider_than_asked(int width)
    {
        var report = new ClassificationReport([.. Enumerable.Range(0, 30).Select(i => $"the class of number {i * i}")], new long[30, 30]);

        Assert.IsLessThanOrEqualTo(width, report.FormatConfusionMatrix(width).Split(Environment.NewLine).Max(line => line.Length));
        Assert.IsLessThanOrEqualTo(width + 30, report.FormatFigures(width + 30).Split(Environment.NewLine).Max(line => line.Length));
    }

    private static IDataView Scored(MLContext ml, int rows)
    {
        var random = new Random(1);
        return Keyed(ml, Enumerable.Range(0, rows).Select(i => new Scores
        {
            Animal = s_animals[i % 3],
            Score = [random.NextSingle() + (i % 3 == 0 ? 0.4f : 0), random.NextSingle(), random.NextSingle()],
        }));
    }

    private static IDataView Keyed(MLContext ml, IEnumerable<Scores> rows)
    {
        IDataView known = ml.Data.LoadFromEnumerable(s_animals.Select(animal => new Scores { Animal = animal }));
        return ml.Transforms.Conversion.MapValueToKey("Label", "Animal")
            .Append(ml.Transforms.CopyColumns("PredictedLabel", "Label")) // ML.NET's evaluator asks for it, and counts by the scores.
            .Fit(known).Transform(ml.Data.LoadFromEnumerable(rows.ToArray()));
    }

    private sealed class Scores
    {
        public string Animal { get; set; } = "";

        public byte Digit { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [0, 0, 0];

        [VectorType(2)]
        public float[] Two { get; set; } = [0, 0];
    }
}
