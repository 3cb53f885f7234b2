using Microsoft.ML;
using MLFlux.Training;

namespace MLFlux.Views;

/// <summary>Rows that ranks score together, a block each in turn: rank 0 reads them all, in their order, and the others serve it.</summary>
/// <param name="model">What scores, the same on each rank.</param>
/// <param name="rows">The rows, the same in the same order on each rank.</param>
/// <param name="ranks">The processes.</param>
internal sealed class SharedScoring(ITransformer model, IDataView rows, Ranks ranks)
{
    private const int MostBlockRows = 8192;
    private const long BlockBytes = 8 << 20;

    /// <summary>What rank 0 asks the others for: nothing more, or rows.</summary>
    private const int End = 0, Pass = 1;

    /// <summary>The rows as this process scores them by itself.</summary>
    public IDataView Alone { get; } = model.Transform(rows);

    /// <summary>Whether a pass is on: there is one at a time, and none any more after one that failed.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Rank 0: begins a pass over all rows.</summary>
    public RankBlocks Begin(DataViewSchema.Column[] columns, SentColumn[] sent)
    {
        IsBusy = true;
        ranks.AwaitAll();
        ranks.Agree(Pass);
        byte[] places = new byte[columns.Length * sizeof(int)];
        Buffer.BlockCopy(columns.Select(column => column.Index).ToArray(), 0, places, 0, places.Length);
        ranks.Broadcast(places);
        int blockRows = ranks.Agree((int)Math.Clamp(BlockBytes / (1 + sent.Sum(one => (long)one.Bytes)), 1, MostBlockRows));
        return ranks.Together(() => Open(columns, sent, blockRows));
    }

    /// <summary>Rank 0: the next blocks of all ranks; none where a pass has gone over all rows, which ends it.</summary>
    public byte[][] Next(RankBlocks own)
    {
        ranks.AwaitAll(); // Whoever reads the rows may take any time.
        ranks.Agree(true);
        byte[] block = ranks.Together(own.Take);
        byte[][] all = ranks.Gather(block, toAll: false);
        if (Array.Exists(all, one => one.Length > 0))
            return all;
        Close();
        return [];
    }

    /// <summary>Rank 0: ends a pass before it has gone over all rows.</summary>
    public void Close()
    {
        ranks.AwaitAll();
        ranks.Agree(false);
        IsBusy = false;
    }

    /// <summary>Rank 0: lets the others go.</summary>
    public void Dismiss()
    {
        ranks.AwaitAll();
        ranks.Agree(End);
    }

    /// <summary>Another rank: scores what rank 0 asks for, until that needs nothing more.</summary>
    public void Serve()
    {
        while (true)
        {
            ranks.AwaitAll();
            if (ranks.Agree(End) == End)
                return;
            byte[] places = ranks.Broadcast(Array.Empty<byte>());
            int[] indices = new int[places.Length / sizeof(int)];
            Buffer.BlockCopy(places, 0, indices, 0, places.Length);
            DataViewSchema.Column[] columns = [.. indices.Select(index => Alone.Schema[index])];
            int blockRows = ranks.Agree(0);
            using RankBlocks own = ranks.Together(
                () => Open(columns, [.. columns.Select(column => SentColumn.Of(column)!)], blockRows));
            while (true)
            {
                ranks.AwaitAll();
                if (!ranks.Agree(false))
                    break;
                ranks.Gather(ranks.Together(own.Take), toAll: false);
            }
        }
    }

    private RankBlocks Open(DataViewSchema.Column[] columns, SentColumn[] sent, int blockRows)
    {
        IDataView part = model.Transform(new RankRows(rows, ranks.Index, ranks.Count, blockRows));
        return new RankBlocks(part.GetRowCursor(columns.Select(column => part.Schema[column.Index])), sent, blockRows);
    }
}
