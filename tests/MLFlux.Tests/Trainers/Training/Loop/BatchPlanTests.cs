using MLFlux.Training;

namespace MLFlux.Tests.Training;

/// <summary>An epoch's batches are all its rows, once each.</summary>
[TestClass]
public sealed class BatchPlanTests
{
    [TestMethod]
    public void Every_row_is_in_one_batch_for_all_sizes()
    {
        for (int rows = 1; rows <= 40; rows++)
        {
            for (int size = 1; size <= 45; size++)
            {
                var plan = new BatchPlan(rows, size);
                Range[] batches = [.. Enumerable.Range(0, plan.Count).Select(batch => plan[batch])];
                int[] covered = [.. batches.SelectMany(batch => Enumerable.Range(0, rows).ToArray()[batch])];

                CollectionAssert.AreEqual(Enumerable.Range(0, rows).ToArray(), covered, $"{rows} rows by {size}.");
                foreach (Range batch in batches)
                    Assert.IsInRange(1, size, batch.GetOffsetAndLength(rows).Length, $"{rows} rows by {size}.");
            }
        }
    }

    [TestMethod]
    public void No_batch_of_an_epoch_has_one_row_where_that_can_be_avoided()
    {
        var plan = new BatchPlan(129, 64);

        CollectionAssert.AreEqual(
            new[] { 64, 63, 2 }, Enumerable.Range(0, plan.Count).Select(batch => plan[batch].GetOffsetAndLength(129).Length).ToArray());
    }
}
