using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Recommendations;

/// <summary>Goes over <see cref="SampledPairs"/>, in their order.</summary>
internal sealed class SampledPairsCursor(SampledPairs pairs, bool[] active) : DataViewRowCursor
{
    private int _row = -1;
    private bool _isEnded;

    public override DataViewSchema Schema => pairs.Schema;

    public override long Position => _row;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(active, column);
        Delegate getter = column.Index switch
        {
            SampledPairs.User => (ValueGetter<uint>)((ref uint user) => user = pairs.UserOf(Row)),
            SampledPairs.Item => (ValueGetter<uint>)((ref uint item) => item = pairs.ItemOf(Row)),
            _ => (ValueGetter<bool>)((ref bool label) => label = pairs.LabelOf(Row)),
        };
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override bool MoveNext()
    {
        if (_isEnded)
            return false;
        _row++;
        if (_row < pairs.RowCount)
            return true;
        _isEnded = true;
        _row = -1;
        return false;
    }

    private int Row => _row >= 0
        ? _row : throw new InvalidOperationException("The cursor is not on a row: call MoveNext first, and stop when it returns false.");
}
