using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Data;

/// <summary>
/// Any number of rows that take no memory: Features are a window of a short table of random numbers, Table a shorter one, if wanted, and
/// Label is one of ten keys. For measuring what a fit itself takes.
/// </summary>
internal sealed class MadeRows : IDataView
{
    public const int Classes = 10;

    private const int Windows = 4096;

    private readonly float[] _table;

    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many features each has.</param>
    /// <param name="isBytes">Whether they are bytes rather than floats.</param>
    /// <param name="tableWidth">How many floats the second column has, at most as many as the first; 0 for no such column.</param>
    public MadeRows(int rows, int width, bool isBytes = false, int tableWidth = 0)
    {
        var random = new Random(1);
        _table = [.. Enumerable.Range(0, Windows + width).Select(_ => random.NextSingle())];
        Rows = rows;
        IsBytes = isBytes;
        Width = width;
        TableWidth = tableWidth;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(isBytes ? NumberDataViewType.Byte : NumberDataViewType.Single, width));
        if (tableWidth > 0)
            schema.AddColumn("Table", new VectorDataViewType(NumberDataViewType.Single, tableWidth));
        schema.AddColumn("Label", new KeyDataViewType(typeof(uint), Classes));
        Schema = schema.ToSchema();
    }

    public int Rows { get; }

    public int Width { get; }

    public int TableWidth { get; }

    public bool IsBytes { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public ReadOnlySpan<float> Features(long row) => _table.AsSpan((int)(row * 2_654_435_761 % Windows), Width);

    public long? GetRowCount() => Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new MadeRowsCursor(this, [.. columnsNeeded.Select(c => c.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
