using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLFlux.Benchmarks.Tables;

/// <summary>A table's rows, divided so that rows which are the same stand on one side.</summary>
internal static class TableRows
{
    private const string Same = "SameRow";
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
        IDataView marked = Mark(ml, data);
        Split bySame = Splits.ByGroup(Same, TestFraction);
        for (int seed = 1; seed <= seeds; seed++)
        {
            IReadOnlyList<HeldOutSplit> splits = rows < FewRows && !isFast
                ? ml.Data.CrossValidationSplit(marked, bySame, Folds, seed)
                : [ml.Data.TrainTestSplit(marked, bySame, seed)];
            foreach (HeldOutSplit split in splits)
                yield return (seed, split);
        }
    }

    /// <summary>The rows without the mark by which they were divided.</summary>
    public static IDataView Unmarked(MLContext ml, IDataView rows) => ml.Transforms.DropColumns(Same).Fit(rows).Transform(rows);

    private static IDataView Mark(MLContext ml, IDataView data)
    {
        string[] columns = [.. data.Schema.Where(column => !column.IsHidden).Select(column => column.Name)];
        string[] hashes = [.. columns.Select((_, i) => $"{Same}{i}")];
        HashingEstimator each = ml.Transforms.Conversion.Hash([.. columns.Select((column, i) =>
            new HashingEstimator.ColumnOptions(hashes[i], column, combine: true))]);
        return each
            .Append(ml.Transforms.Conversion.ConvertType([.. hashes.Select(hash => new InputOutputColumnPair(hash))], DataKind.UInt32))
            .Append(ml.Transforms.Concatenate(Same, hashes))
            .Append(ml.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions(Same, combine: true)))
            .Append(ml.Transforms.DropColumns(hashes))
            .Fit(data).Transform(data);
    }
}
