using Microsoft.ML;
using MLFlux.Columns;

namespace MLFlux.Views;

/// <summary>One rank's part of the rows of a view: blocks of rows in turn, one for each rank.</summary>
/// <param name="source">A view that gives the same rows in the same order on each rank.</param>
/// <param name="index">The number of the rank.</param>
/// <param name="count">How many ranks there are.</param>
/// <param name="blockRows">How many rows a block has.</param>
internal sealed class RankRows(IDataView source, int index, int count, int blockRows) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded), index, count, blockRows);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor row, int index, int count, int blockRows) : ForwardingCursor(row)
    {
        private long _place = -1;
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            while (Row.MoveNext())
            {
                _place++;
                if (_place / blockRows % count == index)
                {
                    _position++;
                    return true;
                }
            }

            _position = -1;
            return false;
        }
    }
}
