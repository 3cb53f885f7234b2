using MLFlux.Rows;

namespace MLFlux.Tests.Training;

/// <summary>Held-out rows are drawn by the seed, and from each class in the same proportion.</summary>
[TestClass]
public sealed class RowSplitTests
{
    [TestMethod]
    public void Every_row_is_on_one_side_and_each_class_in_proportion()
    {
        ClassTargets targets = Classes(600, row => row % 10 == 0 ? 0 : row % 10 < 4 ? 1 : 2);
        RowSplit split = RowSplit.Stratified(targets, 0.25, EqualRows.Apart(targets.Count), new Random(1));

        CollectionAssert.AreEqual(Enumerable.Range(0, 600).ToArray(), split.Training.Concat(split.Validation).Order().ToArray());
        Assert.AreEqual(15, split.Validation.Count(row => targets.Group(row) == 0));
        Assert.AreEqual(45, split.Validation.Count(row => targets.Group(row) == 1));
        Assert.AreEqual(90, split.Validation.Count(row => targets.Group(row) == 2));
    }

    [TestMethod]
    public void The_seed_decides()
    {
        ClassTargets targets = Classes(100, row => row % 2);
        int[] first = RowSplit.Stratified(targets, 0.2, EqualRows.Apart(targets.Count), new Random(1)).Validation;

        CollectionAssert.AreEqual(first, RowSplit.Stratified(targets, 0.2, EqualRows.Apart(targets.Count), new Random(1)).Validation);
        CollectionAssert.AreNotEqual(first, RowSplit.Stratified(targets, 0.2, EqualRows.Apart(targets.Count), new Random(2)).Validation);
        CollectionAssert.AreNotEqual(Enumerable.Range(80, 20).ToArray(), first, "The last rows are no random sample.");
    }

    [TestMethod]
    public void Many_small_classes_together_give_the_fraction_asked_for()
    {
        // A tenth of four rows rounds to none in every class.
        RowSplit split = RowSplit.Stratified(Classes(400, row => row / 4), 0.1, EqualRows.Apart(400), new Random(1));

        Assert.AreEqual(40, split.Validation.Length, 1);
        Assert.IsTrue(Enumerable.Range(0, 100).All(group => split.Training.Any(row => row / 4 == group)));
    }

    [TestMethod]
    public void A_class_of_one_row_is_trained_on()
    {
        RowSplit split = RowSplit.Stratified(Classes(11, row => row == 7 ? 1 : 0), 0.9, EqualRows.Apart(11), new Random(1));

        Assert.Contains(7, split.Training);
        Assert.HasCount(9, split.Validation);
    }

    [TestMethod]
    [DataRow(2, 0.01, 1)]
    [DataRow(1, 0.5, 0)]
    [DataRow(2, 0.99, 1)]
    public void One_row_at_least_stays_to_train_on(int rows, double fraction, int held)
    {
        RowSplit split = RowSplit.Stratified(Classes(rows, _ => 0), fraction, EqualRows.Apart(rows), new Random(1));

        Assert.HasCount(held, split.Validation);
        Assert.HasCount(rows - held, split.Training);
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(0.5)]
    public void Copies_of_a_row_stood_on_both_sides(double fraction)
    {
        const int Rows = 240, Different = 80;
        EqualRows equal = Equal(Rows, row => row % Different);
        RowSplit split = RowSplit.Stratified(Classes(Rows, row => row % 2), fraction, equal, new Random(1));

        CollectionAssert.AreEqual(Enumerable.Range(0, Rows).ToArray(), split.Training.Concat(split.Validation).Order().ToArray());
        Assert.AreEqual(Rows * fraction, split.Validation.Length, 3);
        HashSet<int> trained = [.. split.Training.Select(row => row % Different)];
        Assert.IsFalse(split.Validation.Any(row => trained.Contains(row % Different)));
    }

    [TestMethod]
    public void Copies_of_a_row_were_dealt_to_several_folds()
    {
        const int Rows = 100, Different = 45;
        EqualRows equal = Equal(Rows, row => row % Different);
        IReadOnlyList<RowSplit> splits = RowSplit.Folds(Classes(Rows, row => row % Different % 3), 4, equal, new Random(1));

        CollectionAssert.AreEqual(Enumerable.Range(0, Rows).ToArray(), splits.SelectMany(split => split.Validation).Order().ToArray());
        foreach (RowSplit split in splits)
        {
            Assert.AreEqual(Rows / 4.0, split.Validation.Length, 3);
            HashSet<int> trained = [.. split.Training.Select(row => row % Different)];
            Assert.IsFalse(split.Validation.Any(row => trained.Contains(row % Different)));
        }
    }

    [TestMethod]
    public void A_class_of_copies_alone_stays_to_train_on()
    {
        // Class 1 is one row three times; of the others every row is another.
        EqualRows equal = Equal(43, row => row < 40 ? row : 40);
        RowSplit split = RowSplit.Stratified(Classes(43, row => row < 40 ? 0 : 1), 0.5, equal, new Random(1));

        Assert.IsTrue(Enumerable.Range(40, 3).All(split.Training.Contains));
        Assert.HasCount(20, split.Validation, "twenty of the forty others");
    }

    private static EqualRows Equal(int rows, Func<int, int> kindOf) => EqualRows.Of([.. Enumerable.Range(0, rows).Select(row =>
    {
        RowHash hash = default;
        hash.Add((ulong)kindOf(row));
        return hash;
    })]);

    private static ClassTargets Classes(int rows, Func<int, int> classOf)
    {
        var targets = new ClassTargets(rows);
        for (int row = 0; row < rows; row++)
            targets.Add(classOf(row));
        return targets;
    }
}
