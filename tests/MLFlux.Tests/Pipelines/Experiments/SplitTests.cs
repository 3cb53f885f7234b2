using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class SplitTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    /// <summary>Rows numbered from 0, of three uneven kinds and groups of one to nine rows, their times in no order.</summary>
    private static readonly Row[] s_rows = [.. Enumerable.Range(0, 97).Select(i => new Row
    {
        Number = i,
        Kind = i % 10 < 6 ? "often" : i % 10 < 9 ? "seldom" : "rare",
        Group = $"g{(int)Math.Sqrt(i)}",
        Time = new DateTime(2020, 1, 1).AddDays(i * 37 % 97),
    })];

    private static IDataView Data => s_ml.Data.LoadFromEnumerable(s_rows);

    private static IEnumerable<object[]> All =>
        [[Splits.Random()], [Splits.Stratified("Kind")], [Splits.ByGroup("Group")], [Splits.InTimeOrder("Time")]];

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Every_row_is_on_one_side_once_and_in_order(Split split)
    {
        HeldOutSplit rows = s_ml.Data.TrainTestSplit(Data, split, seed: 3);

        int[] train = Numbers(rows.TrainSet), test = Numbers(rows.TestSet);
        CollectionAssert.AreEqual(Enumerable.Range(0, s_rows.Length).ToArray(), train.Concat(test).Order().ToArray());
        CollectionAssert.AreEqual(train.Order().ToArray(), train);
        CollectionAssert.AreEqual(test.Order().ToArray(), test);
        Assert.AreEqual(train.Length, rows.TrainRows);
        Assert.AreEqual(test.Length, rows.TestRows);
        Assert.AreEqual(test.Length, rows.TestSet.GetRowCount());
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void The_same_seed_gives_the_same_rows(Split split)
    {
        int[] first = Numbers(s_ml.Data.TrainTestSplit(Data, split, seed: 3).TestSet);
        CollectionAssert.AreEqual(first, Numbers(s_ml.Data.TrainTestSplit(Data, split, seed: 3).TestSet));

        int[] other = Numbers(s_ml.Data.TrainTestSplit(Data, split, seed: 4).TestSet);
        Assert.AreEqual(split == Splits.InTimeOrder("Time"), first.SequenceEqual(other));
    }

    [TestMethod]
    [DataRow(0.2, 19)]
    [DataRow(0.25, 24)]
    [DataRow(0.5, 48)]
    [DataRow(0.001, 1)]
    [DataRow(0.999, 96)]
    public void A_fraction_is_exact_to_the_row(double fraction, int expected)
    {
        Assert.AreEqual(expected, s_ml.Data.TrainTestSplit(Data, Splits.Random(fraction)).TestRows);
        Assert.AreEqual(expected, s_ml.Data.TrainTestSplit(Data, Splits.InTimeOrder("Time", fraction)).TestRows);
    }

    [TestMethod]
    public void A_stratified_split_holds_out_the_same_share_of_each_class()
    {
        foreach (double fraction in new[] { 0.1, 0.2, 0.33, 0.5 })
        {
            HeldOutSplit rows = s_ml.Data.TrainTestSplit(Data, Splits.Stratified("Kind", fraction));
            int[] test = Numbers(rows.TestSet);

            Assert.AreEqual((int)Math.Round(fraction * s_rows.Length), test.Length);
            foreach (IGrouping<string, Row> kind in s_rows.GroupBy(row => row.Kind))
                Assert.IsLessThan(1, Math.Abs(test.Count(i => s_rows[i].Kind == kind.Key) - (fraction * kind.Count())),
                    $"{kind.Key} of {fraction}");
        }
    }

    [TestMethod]
    public void A_class_of_one_row_is_trained_on()
    {
        Row[] rows = [.. s_rows.Take(8), new Row { Number = 8, Kind = "single" }];
        int[] test = Numbers(s_ml.Data.TrainTestSplit(s_ml.Data.LoadFromEnumerable(rows), Splits.Stratified("Kind", 0.7)).TestSet);
        CollectionAssert.DoesNotContain(test, 8);
    }

    [TestMethod]
    public void A_group_is_never_on_both_sides_and_the_fraction_is_near()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            HeldOutSplit rows = s_ml.Data.TrainTestSplit(Data, Splits.ByGroup("Group", 0.3), seed);
            string[] test = Groups(rows.TestSet);
            Assert.IsEmpty(test.Intersect(Groups(rows.TrainSet)));

            // The largest group has 19 rows, so that whole groups can be out by at most half of it.
            Assert.IsLessThanOrEqualTo(10, Math.Abs(rows.TestRows - (0.3 * s_rows.Length)));
        }
    }

    [TestMethod]
    public void Two_groups_are_one_on_each_side()
    {
        Row[] rows = [.. Enumerable.Range(0, 10).Select(i => new Row { Number = i, Group = i < 9 ? "large" : "small" })];
        foreach (double fraction in new[] { 0.05, 0.5, 0.95 })
        {
            HeldOutSplit split = s_ml.Data.TrainTestSplit(s_ml.Data.LoadFromEnumerable(rows), Splits.ByGroup("Group", fraction));
            Assert.HasCount(1, Groups(split.TrainSet));
            Assert.HasCount(1, Groups(split.TestSet));
        }
    }

    [TestMethod]
    public void The_newest_rows_are_held_out()
    {
        HeldOutSplit rows = s_ml.Data.TrainTestSplit(Data, Splits.InTimeOrder("Time"));
        DateTime newestTrained = Numbers(rows.TrainSet).Max(i => s_rows[i].Time), oldestHeld = Numbers(rows.TestSet)
            .Min(i => s_rows[i].Time);
        Assert.IsLessThan(oldestHeld, newestTrained);
    }

    [TestMethod]
    public void Of_rows_of_the_same_time_the_later_is_the_newer()
    {
        Row[] rows = [.. Enumerable.Range(0, 10).Select(i => new Row { Number = i, Time = new DateTime(2020, 1, 1) })];
        int[] test = Numbers(s_ml.Data.TrainTestSplit(s_ml.Data.LoadFromEnumerable(rows), Splits.InTimeOrder("Time")).TestSet);
        CollectionAssert.AreEqual(new[] { 8, 9 }, test);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(5)]
    [DataRow(7)]
    public void Each_row_is_held_out_in_one_fold(int folds)
    {
        foreach (Split split in new[] { Splits.Random(), Splits.Stratified("Kind"), Splits.ByGroup("Group") })
        {
            IReadOnlyList<HeldOutSplit> all = s_ml.Data.CrossValidationSplit(Data, split, folds);
            Assert.HasCount(folds, all);
            CollectionAssert.AreEqual(Enumerable.Range(0, s_rows.Length).ToArray(), all.SelectMany(fold => Numbers(fold.TestSet)).Order()
                .ToArray());
            foreach (HeldOutSplit fold in all)
                CollectionAssert.AreEqual(Enumerable.Range(0, s_rows.Length).ToArray(), Numbers(fold.TrainSet).Concat(Numbers(fold.TestSet))
                    .Order().ToArray());
        }
    }

    [TestMethod]
    public void Folds_are_alike_in_size_and_classes_and_keep_groups_whole()
    {
        int[] random = [.. s_ml.Data.CrossValidationSplit(Data, Splits.Random(), 6).Select(fold => fold.TestRows)];
        Assert.IsLessThanOrEqualTo(1, random.Max() - random.Min());

        IReadOnlyList<HeldOutSplit> stratified = s_ml.Data.CrossValidationSplit(Data, Splits.Stratified("Kind"), 6);
        foreach (string kind in s_rows.Select(row => row.Kind).Distinct())
        {
            int[] counts = [.. stratified.Select(fold => Numbers(fold.TestSet).Count(i => s_rows[i].Kind == kind))];
            Assert.IsLessThanOrEqualTo(1, counts.Max() - counts.Min(), kind);
        }

        foreach (HeldOutSplit fold in s_ml.Data.CrossValidationSplit(Data, Splits.ByGroup("Group"), 4))
            Assert.IsEmpty(Groups(fold.TestSet).Intersect(Groups(fold.TrainSet)));
    }

    [TestMethod]
    public void Folds_in_time_train_on_all_that_is_older()
    {
        IReadOnlyList<HeldOutSplit> folds = s_ml.Data.CrossValidationSplit(Data, Splits.InTimeOrder("Time"), 4);
        Assert.HasCount(4, folds);
        int older = 0;
        foreach (HeldOutSplit fold in folds)
        {
            DateTime oldestHeld = Numbers(fold.TestSet).Min(i => s_rows[i].Time);
            Assert.AreEqual(s_rows.Count(row => row.Time < oldestHeld), fold.TrainRows);
            Assert.IsTrue(Numbers(fold.TrainSet).All(i => s_rows[i].Time < oldestHeld));
            Assert.IsGreaterThan(older, fold.TrainRows);
            older = fold.TrainRows;
        }

        Assert.AreEqual(s_rows.Length, folds[^1].TrainRows + folds[^1].TestRows);
    }

    [TestMethod]
    public void What_cannot_be_split_is_said()
    {
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => s_ml.Data.TrainTestSplit(Data, Splits.ByGroup("group"))).Message,
            "no column 'group'");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => s_ml.Data.TrainTestSplit(Data, Splits.InTimeOrder("Kind"))).Message,
            "'Kind' is String");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => s_ml.Data.TrainTestSplit(Data, Splits.Stratified("Vector"))).Message,
            "'Vector' is Vector");
        IDataView one = s_ml.Data.LoadFromEnumerable(s_rows.Take(1));
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(() => s_ml.Data.TrainTestSplit(one, Splits.Random())).Message,
            "1 rows");
        StringAssert.Contains(
            Assert.Throws<InvalidOperationException>(() => s_ml.Data.TrainTestSplit(one, Splits.ByGroup("Group"))).Message, "1 groups");
        Assert.Throws<ArgumentOutOfRangeException>(() => Splits.Random(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Splits.Random() with { TestFraction = double.NaN });
        IDataView timeless = s_ml.Data.LoadFromEnumerable([new Row { Amount = 1 }, new Row { Amount = float.NaN }]);
        StringAssert.Contains(
            Assert.Throws<InvalidDataException>(() => s_ml.Data.TrainTestSplit(timeless, Splits.InTimeOrder("Amount"))).Message, "row 2");
    }

    [TestMethod]
    public void Data_that_changes_after_the_split_is_refused()
    {
        List<Row> rows = [.. s_rows];
        HeldOutSplit split = s_ml.Data.TrainTestSplit(s_ml.Data.LoadFromEnumerable(rows), Splits.Random());
        rows.Add(new Row());
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(() => Numbers(split.TrainSet)).Message, "more than the 97 rows");
        rows.RemoveRange(50, 48);
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(() => Numbers(split.TrainSet)).Message, "50 instead of the 97 rows");
    }

    [TestMethod]
    public void A_split_prints_as_a_sentence() =>
        Assert.AreEqual("0.25 of the rows held out, stratified by 'Kind'", Splits.Stratified("Kind", 0.25).ToString());

    private static int[] Numbers(IDataView rows) => [.. rows.GetColumn<int>("Number")];

    private static string[] Groups(IDataView rows) => [.. rows.GetColumn<string>("Group").Distinct()];

    private sealed class Row
    {
        public int Number { get; set; }

        public string Kind { get; set; } = "";

        public string Group { get; set; } = "";

        public DateTime Time { get; set; }

        public float Amount { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [1, 2];
    }
}
