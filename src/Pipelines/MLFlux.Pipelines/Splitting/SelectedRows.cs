using Microsoft.ML;
using MLFlux.Columns;

namespace MLFlux.Splitting;

/// <summary>
/// The rows of a view that are marked, in their order. Reads the view anew with each cursor; rows in memory are gone to by their places.
/// </summary>
/// <param name="source">A view that gives the same rows in the same order each time.</param>
/// <param name="marks">Which of its rows, by their place, belong to this view; as many as it has rows.</param>
/// <param name="cancellation">Ends reading.</param>
internal sealed class SelectedRows(IDataView source, bool[] marks, CancellationToken cancellation) : IDataView
{
    private readonly Lazy<(KeptTable Table, int[] Places)?> _kept = new(() => Kept(source, marks));

    public int RowCount { get; } = marks.Count(mark => mark);

    /// <summary>The places of its rows in the view that it selects from, in order.</summary>
    public IEnumerable<int> Places => Enumerable.Range(0, marks.Length).Where(row => marks[row]);

    public DataViewSchema Schema => source.Schema;

    /// <summary>The same rows, whose reading something else ends.</summary>
    public SelectedRows Until(CancellationToken other) => new(source, marks, other);

    /// <summary>Marks go by place, so the rows below come in their order; who needs another one keeps the rows.</summary>
    public bool CanShuffle => false;

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        _kept.Value is var (table, places) ? table.GetRowCursor(columnsNeeded, Of(places), cancellation)
            : new SelectedRowsCursor(source.GetRowCursor(columnsNeeded), marks, cancellation);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        _kept.Value is var (table, places) ? table.GetRowCursorSet(columnsNeeded, n, Of(places), cancellation)
            : [GetRowCursor(columnsNeeded, rand)];

    private static RowPlaces Of(int[] places) => new(places, places.Length);

    private static (KeptTable Table, int[] Places)? Kept(IDataView source, bool[] marks)
    {
        IEnumerable<int> places = Enumerable.Range(0, marks.Length).Where(row => marks[row]);
        return source switch
        {
            KeptTable table => (table, [.. places]),
            IKeptRows { Kept: { } table } => (table, [.. places]),
            SelectedRows { _kept.Value: var (table, below) } => (table, [.. places.Select(place => below[place])]),
            _ => null,
        };
    }
}
