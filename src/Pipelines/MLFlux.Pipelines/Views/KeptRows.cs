using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Columns;
using MLFlux.MLNet;

namespace MLFlux.Views;

/// <summary>
/// Rows read into memory once. ML.NET's cache fills itself on a thread of its own, which goes on scoring after an exception ends
/// what reads from it; here the rows are all in memory, or nothing reads them any more, when the call returns.
/// </summary>
internal static class KeptRows
{
    /// <summary>Gives the memory of rows that were kept back, at once. They can still be read, from where they came from.</summary>
    public static void Forget(IDataView rows)
    {
        (rows as PartlyKeptRows)?.Forget();
        GC.Collect();
    }

    /// <summary>Reads all rows; of their columns those of the names given that there are.</summary>
    public static IDataView Keep(IHostEnvironment environment, IDataView rows, params IEnumerable<string> columns) =>
        Keep(environment, rows, CancellationToken.None, columns);

    /// <summary>The same, until it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; ML.NET may wrap the exception.</exception>
    public static IDataView Keep(
        IHostEnvironment environment, IDataView rows, CancellationToken cancellation, params IEnumerable<string> columns)
    {
        DataViewSchema.Column[] wanted = [.. columns.Select(rows.Schema.GetColumnOrNull).OfType<DataViewSchema.Column>().DistinctBy(column
            => column.Index)];
        string[] names = [.. wanted.Select(column => column.Name)];
        var source = new StoppableRows(rows, cancellation);
        try
        {
            if (KeptTable.Read(rows, wanted, long.MaxValue, cancellation) is { } table)
                return new PartlyKeptRows(table, source);
            IDataView kept = environment.Data().Cache(source, names);
            using DataViewRowCursor cursor =
                kept.GetRowCursor(kept.Schema.Where(column => !column.IsHidden && names.Contains(column.Name)));
            while (cursor.MoveNext())
            {
                // Going through the rows once is what fills the cache.
            }

            return kept;
        }
        catch
        {
            source.Stop();
            throw;
        }
    }
}
