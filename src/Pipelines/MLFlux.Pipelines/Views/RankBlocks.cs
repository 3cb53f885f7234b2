using System.Text;
using Microsoft.ML;

namespace MLFlux.Views;

/// <summary>
/// One rank's rows of a pass, block after block, as bytes. The next block is filled by another thread while rank 0 reads the last ones.
/// </summary>
internal sealed class RankBlocks : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly SentColumn[] _columns;
    private readonly int _blockRows;
    private readonly MemoryStream _block = new();
    private Task<byte[]> _next;

    /// <param name="cursor">The rank's rows. It is disposed of with this.</param>
    /// <param name="columns">The columns that are sent.</param>
    /// <param name="blockRows">How many rows a block has, but for the last one.</param>
    public RankBlocks(DataViewRowCursor cursor, SentColumn[] columns, int blockRows)
    {
        (_cursor, _columns, _blockRows) = (cursor, columns, blockRows);
        foreach (SentColumn column in columns)
            column.Bind(cursor);
        _next = Task.Run(Fill);
    }

    /// <summary>The next block: the number of its rows, and their values; empty where there are no more rows.</summary>
    public byte[] Take()
    {
        byte[] block = _next.GetAwaiter().GetResult();
        if (block.Length > 0)
            _next = Task.Run(Fill);
        return block;
    }

    public void Dispose()
    {
        ((IAsyncResult)_next).AsyncWaitHandle.WaitOne(); // The cursor must not be disposed of while it is read.
        _cursor.Dispose();
    }

    private byte[] Fill()
    {
        _block.SetLength(sizeof(int));
        _block.Position = sizeof(int);
        using var writer = new BinaryWriter(_block, Encoding.UTF8, leaveOpen: true);
        int rows = 0;
        for (; rows < _blockRows && _cursor.MoveNext(); rows++)
        {
            foreach (SentColumn column in _columns)
                column.Write(writer);
        }

        if (rows == 0)
            return [];
        _block.Position = 0;
        writer.Write(rows);
        return _block.ToArray();
    }
}
