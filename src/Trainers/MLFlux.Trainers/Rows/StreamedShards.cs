namespace MLFlux.Rows;

/// <summary>
/// Streamed rows of which each rank reads its own: a window is made of a window of each rank, and is shuffled as one. A rank has the
/// labels and weights of all rows in memory, and the features of its own part of the window.
/// </summary>
/// <param name="scan">Begins a pass over this rank's rows.</param>
/// <param name="createSet">Makes an empty set of rows.</param>
/// <param name="all">The rows of all ranks, without features.</param>
/// <param name="rank">The number of this rank.</param>
/// <param name="trains">Says for each row of all ranks whether it is trained on, rather than held out.</param>
/// <param name="meanWeight">The mean weight of the rows trained on.</param>
/// <param name="windowRows">How many rows to train on a window has, the same on all ranks; each has two of its parts in memory.</param>
/// <param name="seed">Decides the order within the windows.</param>
internal sealed class StreamedShards(
    Func<ITrainingRowCursor> scan, Func<RowsInMemory> createSet, RowsInMemory all, int rank, bool[] trains, double meanWeight,
    int windowRows, int seed) : StreamedSource(scan, createSet, seed)
{
    private readonly int[][] _firsts = ShardWindows.Of(all.Shards!, trains, windowRows);
    private RowsInMemory[]? _views;

    public override int Rows { get; } = trains.Count(t => t);

    public override RowsInMemory Layout => Views[0];

    public override double MeanWeight => meanWeight;

    private protected override int Windows => _firsts[rank].Length - 1;

    /// <summary>The sets that windows are read into, with the labels and weights of all rows.</summary>
    private RowsInMemory[] Views =>
        _views ??= [.. Sets.Select(set => new RowsInMemory(set.Features, all.Targets, all.Weights) { Shards = all.Shards })];

    private protected override int RowsOf(int window) => _firsts[rank][window + 1] - _firsts[rank][window];

    /// <summary>Rows held out are read, too: a window's rows stand one after another.</summary>
    private protected override bool Takes(int row) => true;

    private protected override RowWindow Window(int window, int count)
    {
        RowsInMemory set = Views[window % Views.Length];
        set.Features.First = _firsts[rank][window];
        int[] order = [.. _firsts
            .SelectMany(ofRank => Enumerable.Range(ofRank[window], ofRank[window + 1] - ofRank[window])).Where(row => trains[row])];
        return new RowWindow(set, order);
    }
}
