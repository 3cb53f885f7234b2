using Microsoft.ML;
using MLFlux.MLNet;
using MLFlux.Rows;

namespace MLFlux.Columns;

/// <summary>
/// A table in memory, a column each at the width of its values: any number of cursors go over it at a time, over all rows or over those
/// of a list of places.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
internal sealed class KeptTable : IDataView
{
    private const int RowsBetweenChecks = 1 << 10;

    private readonly KeptColumn?[] _columns;
    private readonly int _rows;

    private KeptTable(DataViewSchema schema, KeptColumn?[] columns, int rows) => (Schema, _columns, _rows) = (schema, columns, rows);

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    private RowPlaces Places => new(null, _rows);

    /// <summary>Reads a view once.</summary>
    /// <param name="source">The view.</param>
    /// <param name="budget">How many bytes the table may take.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <returns>Null where the table would take more, or has columns that cannot be kept, such as images.</returns>
    public static KeptTable? Read(IDataView source, long budget, CancellationToken cancellation = default) =>
        Read(source, [.. source.Schema.Where(column => !column.IsHidden)], budget, cancellation);

    /// <summary>Reads some columns of a view once; the others are in the table's schema, and cannot be read.</summary>
    /// <inheritdoc cref="Read(IDataView, long, CancellationToken)"/>
    public static KeptTable? Read(
        IDataView source, DataViewSchema.Column[] wanted, long budget, CancellationToken cancellation = default)
    {
        if (!Array.TrueForAll(wanted, column => KeptColumn.CanKeep(column.Type)))
            return null;

        using DataViewRowCursor cursor = source.GetRowCursor(wanted);
        var columns = new KeptColumn?[source.Schema.Count];
        foreach (DataViewSchema.Column column in wanted)
            columns[column.Index] = KeptColumn.Of(cursor, column);
        KeptColumn[] read = [.. columns.OfType<KeptColumn>()];
        int rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            foreach (KeptColumn column in read)
                column.Append();
            if (rows % RowsBetweenChecks != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            if (read.Sum(column => column.Bytes) > budget)
                return null;
        }

        foreach (KeptColumn column in read)
            column.Close();
        return read.Sum(column => column.Bytes) <= budget ? new KeptTable(source.Schema, columns, rows) : null;
    }

    /// <summary>Whether a column of its schema is in it.</summary>
    public bool Has(DataViewSchema.Column column) => _columns[column.Index] is not null;

    /// <summary>The rows of a column of vectors; null where it is none, or is not in the table.</summary>
    public FeatureStore? Vectors(DataViewSchema.Column column) => (_columns[column.Index] as KeptVectors)?.Rows;

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        GetRowCursor(columnsNeeded, Places, CancellationToken.None);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        GetRowCursorSet(columnsNeeded, n, Places, CancellationToken.None);

    /// <summary>A cursor over some rows.</summary>
    /// <param name="columnsNeeded">The columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends reading.</param>
    public DataViewRowCursor GetRowCursor(
        IEnumerable<DataViewSchema.Column> columnsNeeded, RowPlaces rows, CancellationToken cancellation) =>
        new KeptTableCursor(Schema, _columns, ActiveColumns.Flags(Schema, columnsNeeded), rows, cancellation);

    /// <summary>Cursors that share some rows, batch by batch: what computes something of rows does so by a thread for each.</summary>
    /// <param name="columnsNeeded">The columns.</param>
    /// <param name="n">How many cursors.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends reading.</param>
    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, RowPlaces rows, CancellationToken cancellation)
    {
        bool[] isActive = ActiveColumns.Flags(Schema, columnsNeeded);
        return [.. rows.Deal(n).Select(part => new KeptTableCursor(Schema, _columns, isActive, part, cancellation))];
    }
}
