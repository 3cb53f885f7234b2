using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>
/// Scores rows in blocks: reads a block from one source cursor, keeps copies of the passed-on columns that are wanted, runs the
/// network once on all cores while the next block is read, and gives the rows out one by one.
/// </summary>
/// <remarks>Blocks begin small, so that a look at the first rows is quick, and grow to a size that keeps all cores busy.</remarks>
internal sealed class BlockCursor : RootCursorBase, IRowScores
{
    private const int FirstBlock = 16;
    private const int LargestBlock = 1024;
    private const int LargestBlockValues = 4 << 20;

    private readonly IHost _host;
    private readonly bool _isCancellable;
    private readonly DataViewRowCursor _input;
    private readonly ScoreBinding _binding;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _buffers;
    private readonly Delegate?[] _getters;
    private readonly ValueGetter<VBuffer<float>> _featureGetter;
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly int _largestBlock;
    private ScoredBlock _block;
    private ScoredBlock _next;
    private int _blockRows = FirstBlock;
    private int _row = -1;
    private bool _readsAhead;
    private bool _disposed;

    public BlockCursor(IHost host, DataViewRowCursor input, ScoreBinding binding, DataViewSchema.Column[] active)
        : base(host)
    {
        // A host that was cancelled stays so for good, while its model outlives the fit, or the scoring, that was meant.
        _isCancellable = !((ICancelable)host).IsCanceled;
        _host = host;
        _input = input;
        _binding = binding;
        _active = ActiveColumns.Flags(binding.OutputSchema, active);
        _largestBlock = (int)Math.Clamp(LargestBlockValues / binding.Scorer.WidestValue, FirstBlock, LargestBlock);
        _block = new ScoredBlock(binding, firstSlot: 0);
        _next = new ScoredBlock(binding, firstSlot: _largestBlock);
        _featureGetter = binding.Inputs.CreateGetter(input);
        _idGetter = input.GetIdGetter();
        _buffers = new ColumnBuffer?[_active.Length];
        _getters = new Delegate?[_active.Length];
        foreach (DataViewSchema.Column column in binding.OutputSchema.Where(c => _active[c.Index]))
        {
            if (binding.Source(column) is DataViewSchema.Column source)
            {
                ColumnBuffer buffer = ColumnBuffer.Create(input, source);
                _buffers[column.Index] = buffer;
                _getters[column.Index] = buffer.CreateGetter(() => _block.Slot(Row()));
            }
            else
            {
                _getters[column.Index] = binding.Columns.CreateGetter(binding.AddedIndex(column), this);
            }
        }
    }

    public override DataViewSchema Schema => _binding.OutputSchema;

    public override long Batch => _block.Batch(Row());

    public ReadOnlySpan<float> Current => _block.Scores(Row());

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        return _getters[column.Index] as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _block.Id(Row());

    protected override bool MoveNextCore()
    {
        _row++;
        if (_row < _block.Rows)
            return true;

        if (!_readsAhead)
            ReadNext();

        (_block, _next) = (_next, _block);
        _row = 0;
        _next.Clear();
        if (_block.Rows == _blockRows)
        {
            // The first block is given out before more is read: somebody may only want a look.
            bool isFirst = _blockRows == FirstBlock;
            _blockRows = Math.Min(_blockRows * 4, _largestBlock);
            _readsAhead = !isFirst;
            if (_readsAhead)
                ReadNext();
        }
        else
        {
            _readsAhead = true; // A block that was not full was the last, and there is nothing more to read.
        }

        _block.Finish();
        return _block.Rows > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;

        _disposed = true;
        if (disposing)
            _input.Dispose();
        _block.Clear();
        base.Dispose(disposing);
    }

    private void ReadNext()
    {
        if (_isCancellable)
            _host.CheckAlive();
        _next.Read(_input, _featureGetter, _idGetter, _buffers, _blockRows);
    }

    private int Row() => _row >= 0 && _row < _block.Rows
        ? _row
        : throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");
}
