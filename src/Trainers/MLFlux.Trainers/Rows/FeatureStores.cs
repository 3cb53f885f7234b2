using Microsoft.ML;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Rows;

/// <summary>The features of all rows, a store for each column that the network reads. They become one row where a batch is made.</summary>
internal sealed class FeatureStores
{
    private readonly FeatureStore[] _stores;

    /// <param name="stores">The stores, in the order of their columns in a row.</param>
    public FeatureStores(params FeatureStore[] stores)
    {
        _stores = stores;
        Width = stores.Sum(store => store.Width);
    }

    /// <summary>Empty stores for the columns of a layout, which together grow by about a megabyte at a time.</summary>
    public static FeatureStores For(InputLayout layout) => new(
        [.. layout.Columns.Select(column => new FeatureStore(column.Width, column.Kind == InputKind.Bytes, layout.Columns.Count))]);

    /// <summary>The stores of columns that are all in memory already; null where one is not.</summary>
    public static FeatureStores? Kept(IDataView data, IEnumerable<DataViewSchema.Column> columns) => data is IKeptFeatures kept
        && columns.Select(kept.Kept).ToArray() is var stores && Array.TrueForAll(stores, store => store is not null)
        ? new FeatureStores(stores!) { AreKept = true }
        : null;

    /// <summary>Whether the rows were here before, and belong to someone else, so that none is added and none taken away.</summary>
    public bool AreKept { get; private init; }

    /// <summary>How many values a row has.</summary>
    public int Width { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _stores[0].Count;

    /// <summary>
    /// The number of the first row here: 0, but where the rows before it are on other ranks. Rows are asked for by their numbers among all.
    /// </summary>
    public int First { get; set; }

    /// <summary>How many bytes the rows take, the unused parts of the last chunks included.</summary>
    public long Bytes => _stores.Sum(store => store.Bytes);

    /// <summary>The store of a column.</summary>
    public FeatureStore this[int column] => _stores[column];

    /// <summary>Forgets the rows and keeps the memory for others.</summary>
    public void Clear()
    {
        foreach (FeatureStore store in _stores)
            store.Clear();
    }

    /// <summary>Forgets the rows and gives the memory back.</summary>
    public void Release()
    {
        foreach (FeatureStore store in _stores)
            store.Release();
    }

    /// <summary>Writes the given rows one after another, zeros included.</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<float> destination)
    {
        int start = 0;
        if (First > 0)
        {
            int[] here = rows.ToArray();
            TensorPrimitives.Subtract(here, First, here);
            rows = here;
        }

        foreach (FeatureStore store in _stores)
        {
            store.Gather(rows, destination, start, Width);
            start += store.Width;
        }
    }
}
