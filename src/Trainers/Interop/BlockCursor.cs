using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Interop;

/// <summary>
/// Scores rows in blocks: reads a block from one source cursor, keeps copies of the passed-on columns that are wanted, runs the
/// network once, and gives the rows out one by one.
/// </summary>
/// <remarks>Blocks begin small, so that a look at the first rows is quick, and grow to a size that keeps all cores busy.</remarks>
internal sealed class BlockCursor : RootCursorBase, IRowScores
{
    private const int FirstBlock = 16;
    private const int LargestBlock = 512;
    private const int LargestBlockValues = 4 << 20;

    private readonly DataViewRowCursor _input;
    private readonly ScoreBinding _binding;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _buffers;
    private readonly Delegate?[] _getters;
    private readonly ValueGetter<VBuffer<float>> _featureGetter;
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly int _largestBlock;
    private VBuffer<float> _row;
    private float[] _features;
    private float[] _scores;
    private DataViewRowId[] _ids;
    private long[] _batches;
    private int _rows;
    private int _current = -1;
    private bool _disposed;

    public BlockCursor(IChannelProvider provider, DataViewRowCursor input, ScoreBinding binding, DataViewSchema.Column[] active)
        : base(provider)
    {
        _input = input;
        _binding = binding;
        _active = ActiveColumns.Flags(binding.OutputSchema, active);
        _largestBlock = Math.Clamp(LargestBlockValues / binding.Scorer.InputWidth, FirstBlock, LargestBlock);
        _featureGetter = FeatureGetter.Create(input, binding.FeatureColumn);
        _idGetter = input.GetIdGetter();
        _buffers = new ColumnBuffer?[_active.Length];
        _getters = new Delegate?[_active.Length];
        foreach (DataViewSchema.Column column in binding.OutputSchema.Where(c => _active[c.Index]))
        {
            if (binding.Source(column) is DataViewSchema.Column source)
            {
                ColumnBuffer buffer = ColumnBuffer.Create(input, source);
                _buffers[column.Index] = buffer;
                _getters[column.Index] = buffer.CreateGetter(Slot);
            }
            else
            {
                _getters[column.Index] = binding.Columns.CreateGetter(binding.AddedIndex(column), this);
            }
        }

        Resize(FirstBlock);
    }

    public override DataViewSchema Schema => _binding.OutputSchema;

    public override long Batch => _batches[Slot()];

    public ReadOnlySpan<float> Current => _scores.AsSpan(Slot() * _binding.Scorer.OutputWidth, _binding.Scorer.OutputWidth);

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        return _getters[column.Index] as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _ids[Slot()];

    protected override bool MoveNextCore()
    {
        _current++;
        return _current < _rows || ReadBlock();
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;

        _disposed = true;
        if (disposing)
            _input.Dispose();
        _rows = 0;
        base.Dispose(disposing);
    }

    private bool ReadBlock()
    {
        if (_rows == _ids.Length && _rows < _largestBlock)
            Resize(Math.Min(_rows * 4, _largestBlock));

        int width = _binding.Scorer.InputWidth;
        _current = 0;
        for (_rows = 0; _rows < _ids.Length && _input.MoveNext(); _rows++)
        {
            _featureGetter(ref _row);
            if (_row.Length != width)
                throw new InvalidOperationException($"Column '{_binding.FeatureColumn.Name}' has a row of {_row.Length} values; expected {width}.");
            _row.CopyTo(_features.AsSpan(_rows * width, width));
            _idGetter(ref _ids[_rows]);
            _batches[_rows] = _input.Batch;
            foreach (ColumnBuffer? buffer in _buffers)
                buffer?.Read(_rows);
        }

        if (_rows == 0)
            return false;

        Span<float> scores = _scores.AsSpan(0, _rows * _binding.Scorer.OutputWidth);
        _binding.Scorer.Score(_features, _rows, scores);
        _binding.Columns.Finish(scores, _rows);
        return true;
    }

    [MemberNotNull(nameof(_features), nameof(_scores), nameof(_ids), nameof(_batches))]
    private void Resize(int rows)
    {
        _features = GC.AllocateUninitializedArray<float>(rows * _binding.Scorer.InputWidth);
        _scores = GC.AllocateUninitializedArray<float>(rows * _binding.Scorer.OutputWidth);
        _ids = new DataViewRowId[rows];
        _batches = new long[rows];
    }

    private int Slot() => _current >= 0 && _current < _rows
        ? _current
        : throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");
}
