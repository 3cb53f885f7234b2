using Microsoft.ML;

namespace MLFlux.Views;

/// <summary>The rows that ranks have scored, for rank 0 to read, any number of times.</summary>
/// <remarks>
/// What cannot be shared out, this process scores by itself: a second pass while one is on, columns whose values cannot be sent, and passes
/// after the others were let go.
/// </remarks>
internal sealed class SharedRows(SharedScoring scoring) : IDataView, IDisposable
{
    private SharedCursor? _open;
    private bool _isOver;

    public DataViewSchema Schema => scoring.Alone.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => scoring.Alone.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded.DistinctBy(column => column.Index)];
        SentColumn?[] sent = [.. columns.Select(SentColumn.Of)];
        if (_isOver || scoring.IsBusy || sent.Contains(null))
            return scoring.Alone.GetRowCursor(columns);
        return _open = new SharedCursor(Schema, scoring, columns, sent!);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Ends the pass that is on, if there is one, and lets the other ranks go.</summary>
    public void Dispose()
    {
        _isOver = true;
        _open?.Dispose();
        if (!scoring.IsBusy)
            scoring.Dismiss();
    }
}
