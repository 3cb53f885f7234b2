using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Views;

/// <summary>A pass of rank 0 over the rows that all ranks score.</summary>
internal sealed class SharedCursor : DataViewRowCursor
{
    private readonly SharedScoring _scoring;
    private readonly SentColumn?[] _columns;
    private readonly SentColumn[] _sent;
    private readonly bool[] _isActive;
    private readonly RankBlocks _own;
    private readonly Queue<byte[]> _blocks = new();
    private BinaryReader _reader = new(Stream.Null);
    private int _left;
    private long _position = -1;
    private bool _isOpen = true;

    public SharedCursor(DataViewSchema schema, SharedScoring scoring, DataViewSchema.Column[] columns, SentColumn[] sent)
    {
        Schema = schema;
        _scoring = scoring;
        _sent = sent;
        _isActive = ActiveColumns.Flags(schema, columns);
        _columns = new SentColumn?[schema.Count];
        foreach ((DataViewSchema.Column column, SentColumn one) in columns.Zip(sent))
            _columns[column.Index] = one;

        // What fills this rank's own blocks, and what reads those of all, each holds a value.
        _own = scoring.Begin(columns, [.. columns.Select(column => SentColumn.Of(column)!)]);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_isActive, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_isActive, column);
        if (_columns[column.Index] is not SentColumn<TValue> values)
            throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, and no {typeof(TValue).Name}.");
        return values.Get;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool MoveNext()
    {
        while (_left == 0)
        {
            if (_blocks.Count == 0 && !TryFetch())
            {
                _position = -1;
                return false;
            }

            byte[] block = _blocks.Dequeue();
            if (block.Length == 0)
                continue;
            _reader = new BinaryReader(new MemoryStream(block, writable: false));
            _left = _reader.ReadInt32();
        }

        _left--;
        _position++;
        foreach (SentColumn column in _sent)
            column.Read(_reader);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _own.Dispose();
            if (_isOpen)
            {
                _isOpen = false;
                _scoring.Close();
            }
        }

        base.Dispose(disposing);
    }

    private bool TryFetch()
    {
        if (!_isOpen)
            return false;
        _isOpen = false; // Where a rank fails, all do, and nobody waits for the end of the pass.
        byte[][] blocks = _scoring.Next(_own);
        _isOpen = blocks.Length > 0;
        foreach (byte[] block in blocks)
            _blocks.Enqueue(block);
        return _isOpen;
    }
}
