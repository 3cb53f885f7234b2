using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Rows;

/// <summary>The rows of a data view in memory: features, targets, and weights where the rows have any.</summary>
internal sealed class RowsInMemory(FeatureStores features, TargetStore targets, List<float>? weights)
{
    public FeatureStores Features { get; } = features;

    public TargetStore Targets { get; } = targets;

    /// <summary>The weight of each row, or null where all weigh the same.</summary>
    public List<float>? Weights { get; } = weights;

    /// <summary>
    /// What tells the features of rows apart, while they are read and rows are to be held out; null afterwards, and where none are.
    /// </summary>
    public List<RowHash>? Hashes { get; set; }

    /// <summary>Which rows are copies of others; each is by itself where nobody looked.</summary>
    public EqualRows Equal
    {
        get => field ?? EqualRows.Apart(Count);
        private set;
    }

    /// <summary>The rows of the data view that are not among these, by reason.</summary>
    public IReadOnlyList<LeftOutRows> LeftOut { get; set; } = [];

    public int Count => Targets.Count;

    /// <summary>
    /// Where ranks have read different rows: the number of each rank's first row, and the number of all rows. Targets and weights are those
    /// of all rows, features those of this rank's. Null where all rows are here.
    /// </summary>
    public int[]? Shards { get; set; }

    /// <summary>Those of the rows whose features are here, in their order.</summary>
    public ReadOnlyMemory<int> Here(ReadOnlyMemory<int> rows)
    {
        if (Shards is null)
            return rows;

        int first = Features.First, end = first + Features.Count;
        return rows.ToArray().Where(row => row >= first && row < end).ToArray();
    }

    /// <summary>How many bytes targets and weights, and what tells rows apart, take.</summary>
    public long BytesBesideFeatures =>
        Targets.Bytes + (sizeof(float) * (long)(Weights?.Capacity ?? 0)) + (Unsafe.SizeOf<RowHash>() * (long)(Hashes?.Capacity ?? 0));

    /// <summary>Forgets the rows and keeps the memory for others.</summary>
    public void Clear()
    {
        Features.Clear();
        Targets.Clear();
        Weights?.Clear();
    }

    /// <summary>
    /// Finds copies: rows with equal features that a split by class does not part already. Where all are copies of one row, each is by
    /// itself, or none could be held out.
    /// </summary>
    public void FindEqual()
    {
        if (Hashes is not { } hashes)
            return;
        Hashes = null;
        Span<RowHash> all = CollectionsMarshal.AsSpan(hashes);
        for (int row = 0; row < all.Length; row++)
            all[row].Add(unchecked((ulong)Targets.Group(row)));
        var equal = EqualRows.Of(hashes);
        Equal = equal.Units > 1 ? equal : EqualRows.Apart(Count);
    }

    /// <summary>Multiplies the weight of each row, which there have to be, by that of its class.</summary>
    /// <param name="classWeights">The weight of each class, by <see cref="TargetStore.Group"/>.</param>
    public void WeighClasses(float[] classWeights)
    {
        for (int row = 0; row < Count; row++)
            Weights![row] *= classWeights[Targets.Group(row)];
    }

    /// <summary>The mean weight of the given rows.</summary>
    public double MeanWeight(int[] rows) => Weights is { } weights ? rows.Average(row => (double)weights[row]) : 1;
}
