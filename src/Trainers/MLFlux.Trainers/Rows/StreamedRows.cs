namespace MLFlux.Rows;

/// <summary>Streamed rows of which each window has as many to train on, all of them here.</summary>
/// <param name="scan">Begins a pass over the rows.</param>
/// <param name="createSet">Makes an empty set of rows.</param>
/// <param name="trains">Says for each usable row whether it is trained on, rather than held out.</param>
/// <param name="meanWeight">The mean weight of the rows trained on.</param>
/// <param name="windowRows">How many rows a window has; two are in memory.</param>
/// <param name="seed">Decides the order within the windows.</param>
internal sealed class StreamedRows(
    Func<ITrainingRowCursor> scan, Func<RowsInMemory> createSet, bool[] trains, double meanWeight, int windowRows, int seed)
    : StreamedSource(scan, createSet, seed)
{
    private int[] _order = [];

    public override int Rows { get; } = trains.Count(t => t);

    public override RowsInMemory Layout => Sets[0];

    public override double MeanWeight => meanWeight;

    private protected override int Windows => (Rows + windowRows - 1) / windowRows;

    private protected override int RowsOf(int window) => Math.Min(windowRows, Rows - (window * windowRows));

    private protected override bool Takes(int row) => row < trains.Length && trains[row];

    private protected override RowWindow Window(int window, int count)
    {
        if (_order.Length != count)
            _order = new int[count];
        for (int row = 0; row < count; row++)
            _order[row] = row;
        return new RowWindow(Sets[window % Sets.Length], _order);
    }
}
