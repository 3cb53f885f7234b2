using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Splitting;

/// <summary>Passes over the rows that are not marked.</summary>
internal sealed class SelectedRowsCursor(DataViewRowCursor source, bool[] marks, CancellationToken cancellation) : DataViewRowCursor
{
    private int _place = -1;
    private long _position = -1;

    public override DataViewSchema Schema => source.Schema;

    public override long Position => _position;

    public override long Batch => source.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => source.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override bool MoveNext()
    {
        while (source.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if (++_place >= marks.Length)
                throw Changed("more than");
            if (!marks[_place])
                continue;
            _position++;
            return true;
        }

        if (_place + 1 < marks.Length)
            throw Changed($"{_place + 1} instead of");
        _position = -1;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    private InvalidOperationException Changed(string found) => new(
        $"The data has {found} the {marks.Length} rows that it had when it was split. A split needs the same rows in the same order each "
        + "time: cache the data (ml.Data.Cache) or its file.");
}
