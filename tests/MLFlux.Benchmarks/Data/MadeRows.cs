using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Data;

/// <summary>
/// Any number of rows that take no memory: Features are a window of a short table of random numbers, Label is one of ten
/// keys. For measuring what a fit itself takes.
/// </summary>
internal sealed class MadeRows : IDataView
{
    public const int Classes = 10;

    private const int Windows = 4096;

    private readonly float[] _table;

    public MadeRows(int rows, int width)
    {
        var random = new Random(1);
        _table = [.. Enumerable.Range(0, Windows + width).Select(_ => random.NextSingle())];
        Rows = rows;
        Width = width;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, width));
        schema.AddColumn("Label", new KeyDataViewType(typeof(uint), Classes));
        Schema = schema.ToSchema();
    }

    public int Rows { get; }

    public int Width { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public ReadOnlySpan<float> Features(long row) => _table.AsSpan((int)(row * 2_654_435_761 % Windows), Width);

    public long? GetRowCount() => Rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new MadeRowsCursor(this, [.. columnsNeeded.Select(c => c.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
