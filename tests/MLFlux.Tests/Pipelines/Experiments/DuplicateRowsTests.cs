using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>Copies of a row stood on both sides of a split, so that a model was tried on rows that it had learned by heart.</summary>
[TestClass]
public sealed class DuplicateRowsTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly Split[] s_splits =
        [Splits.Random(), Splits.Stratified("Kind"), Splits.ByGroup("Group"), Splits.InTimeOrder("Time"), Splits.Random(0.5)];

    private static IEnumerable<object[]> All => s_splits.Select(split => new object[] { split });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Copies_stand_on_one_side_of_every_split(Split split)
    {
        Row[] rows = Copied(400, row => row % 7 == 0 ? 4 : row % 3 == 0 ? 2 : 1);
        for (int seed = 1; seed <= 5; seed++)
        {
            HeldOutSplit parts = s_ml.Data.TrainTestSplit(View(rows), split, seed);
            AssertApart(parts);
            Assert.AreEqual(rows.Length - 400, parts.DuplicateRows);
            Assert.AreEqual(rows.Length, parts.TrainRows + parts.TestRows);
            Assert.AreEqual(split.TestFraction, parts.TestRows / (double)rows.Length, 0.05);
        }
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Copies_stand_in_one_fold(Split split)
    {
        Row[] rows = Copied(300, row => 1 + row % 3);
        IReadOnlyList<HeldOutSplit> folds = s_ml.Data.CrossValidationSplit(View(rows), split, 4, seed: 2);
        foreach (HeldOutSplit fold in folds)
            AssertApart(fold);
        if (split.ToString().Contains("newest", StringComparison.Ordinal))
            return;
        Assert.AreEqual(rows.Length, folds.Sum(fold => fold.TestRows));
        Assert.IsTrue(folds.All(fold => fold.TestRows > 0));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Rows_without_copies_are_divided_as_ever(Split split)
    {
        Row[] rows = Copied(250, _ => 1);
        HeldOutSplit with = s_ml.Data.TrainTestSplit(View(rows), split, 3);
        HeldOutSplit without = s_ml.Data.TrainTestSplit(View(rows), split with { KeepsDuplicatesTogether = false }, 3);
        CollectionAssert.AreEqual(Numbers(without.TestSet), Numbers(with.TestSet));
        Assert.AreEqual(0, with.DuplicateRows);
        Assert.IsNull(without.DuplicateRows);
        IReadOnlyList<HeldOutSplit> folds = s_ml.Data.CrossValidationSplit(View(rows), split, 3);
        IReadOnlyList<HeldOutSplit> ever = s_ml.Data.CrossValidationSplit(View(rows), split with { KeepsDuplicatesTogether = false }, 3);
        Assert.HasCount(3, folds);
        Assert.HasCount(3, ever);
        for (int fold = 0; fold < 3; fold++)
            CollectionAssert.AreEqual(Numbers(ever[fold].TestSet), Numbers(folds[fold].TestSet));
    }

    [TestMethod]
    public void Each_class_keeps_its_share_where_rare_rows_were_multiplied()
    {
        // Rows of the rare kind were copied twenty times to balance the classes.
        Row[] rows = [.. Enumerable.Range(0, 440).Where(i => i % 11 != 0).Select(i => Make(i, "often")),
            .. Enumerable.Range(0, 440).Where(i => i % 11 == 0).SelectMany(i => Enumerable.Repeat(Make(i, "rare"), 20))];
        HeldOutSplit parts = s_ml.Data.TrainTestSplit(View(rows), Splits.Stratified("Kind"));
        AssertApart(parts);
        foreach (string kind in (string[])["often", "rare"])
        {
            int held = parts.TestSet.GetColumn<string>("Kind").Count(value => value == kind);
            Assert.AreEqual(0.2, held / (double)rows.Count(row => row.Kind == kind), 0.03, kind);
        }
    }

    [TestMethod]
    public void Columns_that_are_not_learned_from_make_no_row_differ()
    {
        Row[] rows = Copied(100, _ => 2);
        for (int i = 0; i < rows.Length; i++)
            rows[i].Id = i;
        Split split = Splits.Random();
        Assert.AreEqual(0, s_ml.Data.TrainTestSplit(View(rows), split).DuplicateRows);
        Split withoutId = split with { ComparedColumns = ["Amount", "Kind", "Group", "Time", "Vector"] };
        HeldOutSplit parts = s_ml.Data.TrainTestSplit(View(rows), withoutId);
        Assert.AreEqual(100, parts.DuplicateRows);
        AssertApart(parts);
        StringAssert.Contains(Assert.Throws<ArgumentException>(() =>
            s_ml.Data.TrainTestSplit(View(rows), split with { ComparedColumns = ["amount"] })).Message, "'amount'");
    }

    [TestMethod]
    public void Missing_numbers_and_zeros_of_either_sign_are_equal_and_vectors_count_by_their_values()
    {
        Row one = Make(1, "a"), other = Make(1, "a");
        (one.Amount, other.Amount) = (float.NaN, BitConverter.UInt32BitsToSingle(0x7FC00001));
        (one.Vector, other.Vector) = ([0, 2], [-0f, 2]);
        Row third = Make(1, "a");
        (third.Amount, third.Vector) = (float.NaN, [2, 0]);
        Row[] rows = [.. Copied(50, _ => 1), one, other, third];
        Assert.AreEqual(1, s_ml.Data.TrainTestSplit(View(rows), Splits.Random()).DuplicateRows);

        // A sparse vector is the dense one of the same values.
        IDataView bags = s_ml.Transforms.Text.ProduceHashedWordBags("Bag", "Kind", numberOfBits: 6).Fit(View(rows)).Transform(View(rows));
        Assert.AreEqual(1, s_ml.Data.TrainTestSplit(bags, Splits.Random()).DuplicateRows);
    }

    [TestMethod]
    public void Texts_do_not_run_into_each_other()
    {
        Row[] rows = [.. Copied(30, _ => 1), Make(0, "ab"), Make(0, "a")];
        (rows[^2].Group, rows[^1].Group) = ("c", "bc");
        Assert.AreEqual(0, s_ml.Data.TrainTestSplit(View(rows), Splits.Random()).DuplicateRows);
    }

    [TestMethod]
    public void Few_different_rows_that_come_again_and_again_are_no_copies()
    {
        Row[] rows = Copied(20, _ => 30);
        HeldOutSplit parts = s_ml.Data.TrainTestSplit(View(rows), Splits.Random());
        Assert.AreEqual(120, parts.TestRows);
        Assert.AreEqual(580, parts.DuplicateRows);
        StringAssert.Contains(parts.CopiesSentence, "580 of the 600 rows are copies of another: with 20 different rows only");
    }

    [TestMethod]
    public void One_row_that_nearly_all_are_leaves_others_to_train_on()
    {
        Row[] rows = Copied(40, row => row == 5 ? 200 : 1);
        HeldOutSplit parts = s_ml.Data.TrainTestSplit(View(rows), Splits.Random());
        AssertApart(parts);
        Assert.IsTrue(parts.TrainSet.GetColumn<int>("Number").Distinct().Count() >= 20, "hardly a different row is trained on");
    }

    [TestMethod]
    public void Copies_that_leave_nothing_to_divide_are_an_error_that_says_how_to_divide_them()
    {
        Row[] rows = Copied(1, _ => 5);
        foreach (Split split in s_splits.Where(split => split.Column != "Group"))
        {
            string message = Assert.Throws<InvalidOperationException>(() => s_ml.Data.TrainTestSplit(View(rows), split)).Message;
            StringAssert.Contains(message, "4 are copies");
            StringAssert.Contains(message, "KeepsDuplicatesTogether = false");
            Assert.AreEqual(5, s_ml.Data.TrainTestSplit(View(rows), split with { KeepsDuplicatesTogether = false }).TestRows
                + s_ml.Data.TrainTestSplit(View(rows), split with { KeepsDuplicatesTogether = false }).TrainRows);
        }
    }

    [TestMethod]
    public void An_experiment_compares_what_its_pipeline_learns_from_and_says_how_many_rows_are_copies()
    {
        Row[] rows = Copied(120, _ => 2);
        for (int i = 0; i < rows.Length; i++)
            rows[i].Id = i;
        IDataView data = s_ml.Transforms.DropColumns("Number", "Vector", "Group").Fit(View(rows)).Transform(View(rows));
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(data, "Kind");
        Assert.AreEqual(ColumnUse.LeftOut, pipeline.Choices.Single(choice => choice.ColumnName == "Id").Use);
        using ExperimentResult result = s_ml.Experiment(pipeline.With(pipeline.Training with { Epochs = 1 }),
            new ExperimentOptions { Baselines = [] }).Run(data);
        Assert.AreEqual(120, result.Rows.DuplicateRows);
        StringAssert.Contains(result.ToString(), "120 of the 240 rows are copies of another: a row and its copies are either trained on");
    }

    private static IDataView View(Row[] rows) => s_ml.Data.LoadFromEnumerable(rows);

    private static int[] Numbers(IDataView rows) => [.. rows.GetColumn<int>("Number")];

    private static void AssertApart(HeldOutSplit parts) =>
        Assert.AreEqual(0, Numbers(parts.TrainSet).Intersect(Numbers(parts.TestSet)).Count(), "copies stand on both sides");

    /// <summary>Different rows, each so many times, the copies among the others.</summary>
    private static Row[] Copied(int count, Func<int, int> times)
    {
        Row[] rows = [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, times(i))
            .Select(_ => Make(i, i % 10 < 6 ? "often" : i % 10 < 9 ? "seldom" : "rare")))];
        new Random(count).Shuffle(rows);
        return rows;
    }

    private static Row Make(int number, string kind) => new()
    {
        Number = number,
        Kind = kind,
        Group = $"g{number / 4}",
        Time = new DateTime(2020, 1, 1).AddDays(number * 37 % 97),
        Amount = number / 8f,
        Vector = [number % 3, 1],
    };

    private sealed class Row
    {
        public int Number { get; set; }

        public int Id { get; set; }

        public string Kind { get; set; } = "";

        public string Group { get; set; } = "";

        public DateTime Time { get; set; }

        public float Amount { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [];
    }
}
