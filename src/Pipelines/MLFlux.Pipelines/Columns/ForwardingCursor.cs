using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Columns;

/// <summary>A cursor that gives what another gives, and is disposed with it; to be changed where something differs.</summary>
/// <param name="row">The other cursor.</param>
internal abstract class ForwardingCursor(DataViewRowCursor row) : DataViewRowCursor
{
    /// <summary>The other cursor.</summary>
    protected DataViewRowCursor Row => row;

    public override DataViewSchema Schema => row.Schema;

    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    public override bool MoveNext() => row.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            row.Dispose();
        base.Dispose(disposing);
    }
}
