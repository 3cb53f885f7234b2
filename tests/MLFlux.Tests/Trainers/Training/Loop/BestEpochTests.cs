using MLFlux.Training;

namespace MLFlux.Tests.Training;

/// <summary>The lowest loss is the best epoch's, whatever comes before and after it.</summary>
[TestClass]
public sealed class BestEpochTests
{
    [TestMethod]
    [DataRow(new[] { 3.0, 2, 1 }, 3)]
    [DataRow(new[] { 3.0, 1, 2 }, 2)]
    [DataRow(new[] { 1.0, 1, 1 }, 1)]
    [DataRow(new[] { 2.0, double.NaN, 3 }, 1)]
    [DataRow(new[] { double.NaN, 3.0, 2 }, 3)]
    [DataRow(new[] { double.PositiveInfinity, double.NaN, 7 }, 3)]
    public void The_lowest_loss_is_best_and_one_that_is_not_a_number_never(double[] losses, int expected)
    {
        var best = new BestEpoch(null);
        for (int epoch = 1; epoch <= losses.Length; epoch++)
            best.Add(epoch, losses[epoch - 1]);

        Assert.AreEqual(expected, best.Epoch);
        Assert.IsFalse(best.IsExhausted);
    }

    [TestMethod]
    public void Patience_counts_epochs_in_a_row_without_improvement()
    {
        var best = new BestEpoch(new EarlyStopping(patience: 2));
        bool[] exhausted = [.. new[] { 3.0, 3.1, 2.9, 3, 2.95 }.Select((loss, i) =>
        {
            best.Add(i + 1, loss);
            return best.IsExhausted;
        })];

        CollectionAssert.AreEqual(new[] { false, false, false, false, true }, exhausted);
        Assert.AreEqual(3, best.Epoch);
    }

    [TestMethod]
    public void Too_small_an_improvement_is_best_but_does_not_restore_patience()
    {
        var best = new BestEpoch(new EarlyStopping(patience: 2, minimumImprovement: 0.1));
        best.Add(1, 1);
        best.Add(2, 0.95);
        Assert.IsFalse(best.IsExhausted);
        best.Add(3, 0.92);

        Assert.IsTrue(best.IsExhausted);
        Assert.AreEqual(3, best.Epoch);
    }
}
