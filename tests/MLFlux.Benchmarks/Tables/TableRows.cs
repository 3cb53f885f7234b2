using Microsoft.ML;

namespace MLFlux.Benchmarks.Tables;

/// <summary>A table's rows, divided so that rows which are the same stand on one side.</summary>
internal static class TableRows
{
    private const int FewRows = 2_000, Folds = 5;
    private const double TestFraction = 0.2;

    /// <summary>The pairs of rows to train on and held out: five folds of a small table for each seed, one fifth of others.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">The table.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="isFast">Whether a fifth is held out of small tables too.</param>
    public static IEnumerable<(int Seed, HeldOutSplit Rows)> Divide(MLContext ml, IDataView data, int rows, int seeds, bool isFast)
    {
        Split copiesTogether = Splits.Random(TestFraction);
        for (int seed = 1; seed <= seeds; seed++)
        {
            IReadOnlyList<HeldOutSplit> splits = rows < FewRows && !isFast
                ? ml.Data.CrossValidationSplit(data, copiesTogether, Folds, seed)
                : [ml.Data.TrainTestSplit(data, copiesTogether, seed)];
            foreach (HeldOutSplit split in splits)
                yield return (seed, split);
        }
    }
}
