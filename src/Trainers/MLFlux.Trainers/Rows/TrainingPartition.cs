using MLFlux.Models;

namespace MLFlux.Rows;

/// <summary>Training data cut into rows to train on and rows held out, in memory or streamed.</summary>
internal sealed class TrainingPartition
{
    /// <summary>How many rows stand for all at least, in memory how many values, and streamed how many bytes.</summary>
    private const int TypicalRows = 64, TypicalValues = 1 << 26, StreamedBytes = 1 << 20;

    private readonly TrainingData _data;
    private readonly RowSplit _split;
    private readonly TargetScale? _scale;
    private readonly NeuralNetworkOptions _options;

    /// <exception cref="InvalidOperationException">
    /// The rows held out alone take half of what the memory budget leaves for features.
    /// </exception>
    public TrainingPartition(TrainingData data, RowSplit split, TargetScale? scale, NeuralNetworkOptions options)
    {
        _data = data;
        _split = split;
        _scale = scale;
        _options = options;
        if (split.Validation.Length > 0)
            Held = data.IsStreamed ? ReadHeld() : new RowWindow(data.Set, split.Validation);
    }

    /// <summary>The rows held out to validate, or null where there are none.</summary>
    public RowWindow? Held { get; }

    /// <summary>How many bytes the features of the rows held out take that are here.</summary>
    private double HeldBytes => _data.BytesPerRow * Own(_split.Validation).Length;

    /// <summary>
    /// Where ranks stream different rows: the number of each rank's first row, and the number of all rows; null otherwise.
    /// </summary>
    private int[]? StreamedShards => _data.IsStreamed ? _data.Set.Shards : null;

    /// <summary>The number of the first row that this rank has read.</summary>
    private int First => StreamedShards is { } shards ? shards[_options.Ranks.Index] : 0;

    private double FeatureBytes => MemoryPlan.FeatureBytes(_options.MemoryBudget!.Value, _data.Set);

    /// <summary>The rows of each epoch.</summary>
    public RowSource CreateSource(int seed) => StreamedShards is not null
        ? new StreamedShards(
            _data.Scan, CreateSet, _data.Set, _options.Ranks.Index, Flags(_split.Training), _data.Set.MeanWeight(_split.Training),
            SharedWindowRows(), seed)
        : _data.IsStreamed
        ? new StreamedRows(_data.Scan, CreateSet, Flags(_split.Training), _data.Set.MeanWeight(_split.Training), WindowRows(), seed)
        : _data.Set.Targets is RankingTargets
            ? new ShuffledGroups(_data.Set, _split.Training, seed) : new ShuffledRows(_data.Set, _split.Training, seed);

    /// <summary>
    /// Some of the rows to train on that this rank has, never those held out: the same for the same seed, in the data's order.
    /// </summary>
    /// <param name="most">How many rows to take at the most.</param>
    /// <param name="seed">Decides which.</param>
    public RowWindow Sample(int most, int seed)
    {
        int[] rows = Own(_split.Training);
        int count = Math.Min(rows.Length, _data.IsStreamed ? Math.Min(most, WindowRows()) : most);
        if (count < rows.Length)
            new Random(seed).Shuffle(rows);
        int[] taken = [.. rows.Take(count).Order()];
        return _data.IsStreamed ? Read(taken) : new RowWindow(_data.Set, taken);
    }

    /// <summary>
    /// Rows to train on that stand for all of them: all that are in memory, or a sample where they are very many or are streamed.
    /// </summary>
    /// <param name="seed">Decides which.</param>
    public RowWindow Typical(int seed) => Sample(
        (int)Math.Max(TypicalRows, _data.IsStreamed ? StreamedBytes / _data.BytesPerRow : (double)TypicalValues / _data.Set.Features.Width),
        seed);

    /// <summary>Two windows and the rows held out make up what the budget leaves for features; whole batches, at least one.</summary>
    private int WindowRows()
    {
        double window = (FeatureBytes - HeldBytes) / 2;
        long batches = Math.Max(1, (long)(window / _data.BytesPerRow / _options.BatchSize));
        return (int)Math.Min(batches * _options.BatchSize, _split.Training.Length);
    }

    /// <summary>
    /// How many rows to train on a window has where ranks stream different rows: whole batches, as many as the rank has room for that has
    /// least.
    /// </summary>
    private int SharedWindowRows()
    {
        int[] shards = StreamedShards!;
        double share = (double)(shards[_options.Ranks.Index + 1] - First) / _split.Training.Length; // Rows here for each in a window.
        double room = (FeatureBytes - HeldBytes) / 2 / _data.BytesPerRow / share;
        int batches = (int)Math.Clamp(room / _options.BatchSize, 1, _split.Training.Length);
        batches = _options.Ranks.Gather(BitConverter.GetBytes(batches), toAll: true).Min(bytes => BitConverter.ToInt32(bytes));
        return (int)Math.Min((long)batches * _options.BatchSize, _split.Training.Length);
    }

    /// <summary>Those of the rows that this rank has read.</summary>
    private int[] Own(int[] rows)
    {
        if (StreamedShards is not { } shards)
            return _data.Set.Here(rows).ToArray();
        int end = shards[_options.Ranks.Index + 1];
        return [.. rows.Where(row => row >= First && row < end)];
    }

    private RowWindow ReadHeld()
    {
        if (HeldBytes > FeatureBytes / 2)
        {
            throw new InvalidOperationException(
                $"The {Own(_split.Validation).Length} rows held out by {nameof(NeuralNetworkOptions.ValidationFraction)} alone take half "
                + "of what the "
                + $"{nameof(NeuralNetworkOptions.MemoryBudget)} of {_options.MemoryBudget} bytes leaves for features. Hold out fewer, or "
                + "allow more memory.");
        }

        RowWindow own = Read(Own(_split.Validation));
        if (StreamedShards is null)
            return own;
        ShardedRows.Join(own.Set, _options.Ranks);
        return own with { Order = [.. Enumerable.Range(0, own.Set.Count)] };
    }

    /// <summary>Reads rows of streamed data, all of which this rank has, into memory.</summary>
    private RowWindow Read(int[] rows)
    {
        bool[] wanted = Flags(rows);
        RowsInMemory set = CreateSet();
        using ITrainingRowCursor scanner = _data.Scan();
        int count = scanner.Fill(set, rows.Length, row => First + row < wanted.Length && wanted[First + row]);
        return new RowWindow(set, [.. Enumerable.Range(0, count)]);
    }

    private RowsInMemory CreateSet()
    {
        RowsInMemory set = _data.CreateSet();
        if (_scale is not null)
            set.Targets.Use(_scale);
        return set;
    }

    private bool[] Flags(int[] rows)
    {
        var flags = new bool[_data.Set.Count];
        foreach (int row in rows)
            flags[row] = true;
        return flags;
    }
}
