using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Idx;

/// <summary>Rows of IDX files as ML.NET data. Immutable, and safe for any thread.</summary>
internal sealed class IdxDataView : IDataView
{
    private readonly string _imageColumnName;

    public IdxDataView(IdxRows? images, IdxRows? labels, string imageColumnName, string labelColumnName)
    {
        Images = images;
        Labels = labels;
        _imageColumnName = imageColumnName;
        RowCount = (images ?? labels)!.RowCount;

        var schema = new DataViewSchema.Builder();
        if (images is not null)
            schema.AddColumn(imageColumnName, new VectorDataViewType(NumberDataViewType.Byte, images.Dimensions));
        if (labels is not null)
            schema.AddColumn(labelColumnName, NumberDataViewType.Byte);
        Schema = schema.ToSchema();
    }

    /// <summary>The images, for readers that take them without a cursor; null where there are labels only.</summary>
    public IdxRows? Images { get; }

    /// <summary>The labels, for readers that take them without a cursor; null where there are images only.</summary>
    public IdxRows? Labels { get; }

    public int RowCount { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public bool IsImageColumn(DataViewSchema.Column column) => Images is not null && column.Name == _imageColumnName;

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);

        bool[] active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;

        int[]? order = rand is null ? null : Shuffled(RowCount, rand);
        int blocks = 1 + (Math.Max(0, RowCount - 1) / IdxCursor.BlockSize);
        int cursors = Math.Clamp(n, 1, blocks);
        return [.. Enumerable.Range(0, cursors).Select(i => new IdxCursor(this, active, order, i, cursors))];
    }

    private static int[] Shuffled(int count, Random rand)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
            order[i] = i;
        rand.Shuffle(order);
        return order;
    }
}
