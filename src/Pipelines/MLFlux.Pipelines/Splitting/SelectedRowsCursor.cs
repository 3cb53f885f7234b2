using Microsoft.ML;
using MLFlux.Columns;

namespace MLFlux.Splitting;

/// <summary>Passes over the rows that are not marked.</summary>
internal sealed class SelectedRowsCursor(DataViewRowCursor source, bool[] marks, CancellationToken cancellation)
    : ForwardingCursor(source)
{
    private int _place = -1;
    private long _position = -1;

    public override long Position => _position;

    public override bool MoveNext()
    {
        while (Row.MoveNext())
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

    private InvalidOperationException Changed(string found) => new(
        $"The data has {found} the {marks.Length} rows that it had when it was split. A split needs the same rows in the same order each "
        + "time: cache the data (ml.Data.Cache) or its file.");
}
