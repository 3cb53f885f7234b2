using Microsoft.ML;
using MLFlux.Columns;

namespace MLFlux.Views;

/// <summary>Rows that other threads read, until they are stopped or cancelled.</summary>
/// <param name="source">The rows.</param>
/// <param name="cancellation">Ends reading, as <see cref="Stop"/> does, but does not wait for the readers.</param>
internal sealed class StoppableRows(IDataView source, CancellationToken cancellation = default) : IDataView
{
    private readonly object _lock = new();
    private int _readers;
    private bool _isStopped;

    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    /// <summary>Lets each reader end with the row it is at, and waits for that.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
            while (_readers > 0)
                Monitor.Wait(_lock);
        }
    }

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private void Begin()
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_isStopped)
                throw new OperationCanceledException("What read the rows has ended.");
            _readers++;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_readers == 0)
                Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A reader is busy while it moves on or reads a value.</summary>
    private sealed class Cursor(DataViewRowCursor row, StoppableRows rows) : ForwardingCursor(row)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> get = Row.GetGetter<TValue>(column);
            return (ref TValue value) =>
            {
                rows.Begin();
                try
                {
                    get(ref value);
                }
                finally
                {
                    rows.End();
                }
            };
        }

        public override bool MoveNext()
        {
            rows.Begin();
            try
            {
                return Row.MoveNext();
            }
            finally
            {
                rows.End();
            }
        }
    }
}
