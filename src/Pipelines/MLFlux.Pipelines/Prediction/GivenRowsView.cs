using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>Rows of JSON as a view. Those that have a fault are left out, and remembered.</summary>
internal sealed class GivenRowsView(DataViewSchema schema, IReadOnlyList<JsonObject> rows) : IDataView
{
    private readonly ArgumentException?[] _faults = new ArgumentException?[rows.Count];

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    /// <summary>What was wrong with each row, once a cursor has passed; null where nothing was.</summary>
    public IReadOnlyList<ArgumentException?> Faults => _faults;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, rows, new InputRow(schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(GivenRowsView view, IReadOnlyList<JsonObject> rows, InputRow input) : DataViewRowCursor
    {
        private int _next;
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            for (; _next < rows.Count; _next++)
            {
                input.Forget();
                try
                {
                    input.MoveTo(new JsonRow(rows[_next]));
                }
                catch (ArgumentException fault)
                {
                    view._faults[_next] = fault;
                    continue;
                }

                _next++;
                _position++;
                return true;
            }

            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Forget();
            base.Dispose(disposing);
        }
    }
}
