using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.Images;

namespace MLFlux.Tables;

/// <summary>
/// Rows of a table's file, in which relative paths of images that are not there, seen from the working folder, are those beside the
/// file, where an image is there.
/// </summary>
/// <param name="source">The rows.</param>
/// <param name="file">The table's file.</param>
internal sealed class ImagePathRows(IDataView source, string file) : IDataView
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "";

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded, rand), _folder);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. source.GetRowCursorSet(columnsNeeded, n, rand).Select(cursor => new Cursor(cursor, _folder))];

    private sealed class Cursor(DataViewRowCursor row, string folder) : ForwardingCursor(row)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<TValue> get = Row.GetGetter<TValue>(column);
            return get is ValueGetter<ReadOnlyMemory<char>> text ? (ValueGetter<TValue>)(object)Found(text) : get;
        }

        private ValueGetter<ReadOnlyMemory<char>> Found(ValueGetter<ReadOnlyMemory<char>> get) => (ref ReadOnlyMemory<char> value) =>
        {
            get(ref value);
            if (!ImageFolder.IsImage(value.Span) || Path.IsPathRooted(value.Span))
                return;
            string path = value.ToString(), beside = Path.Combine(folder, path);
            if (!File.Exists(path) && File.Exists(beside))
                value = beside.AsMemory();
        };
    }
}
