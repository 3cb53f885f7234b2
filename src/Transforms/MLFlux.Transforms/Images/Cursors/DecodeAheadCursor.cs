using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Images;

/// <summary>
/// Gives rows with decoded images: reads rows ahead from one source cursor, lets all cores decode them, and gives them out in
/// the order in which they were read.
/// </summary>
internal sealed class DecodeAheadCursor : RootCursorBase
{
    private const int MostListed = 5;

    private readonly DataViewRowCursor _input;
    private readonly ImageToVectorTransformer _transformer;
    private readonly RowToRowMapperTransform _rows;
    private readonly ImageColumn _images;
    private readonly bool[] _active;
    private readonly Action<ImageInput> _fetch;
    private readonly ValueGetter<DataViewRowId> _idGetter;
    private readonly ColumnBuffer?[] _buffers;
    private readonly DecodeQueue _queue;
    private readonly List<SkippedImage> _skipped = [];
    private long _skippedCount;
    private bool _begun;
    private bool _ended;
    private bool _disposed;

    public DecodeAheadCursor(
        IChannelProvider provider, DataViewRowCursor input, RowToRowMapperTransform rows, ImageToVectorTransformer transformer,
        ImageColumn images, IEnumerable<DataViewSchema.Column> active)
        : base(provider)
    {
        (_input, _transformer, _rows, _images) = (input, transformer, rows, images);
        _active = ActiveColumns.Flags(rows.OutputSchema, active);
        _fetch = images.CreateFetcher(input);
        _idGetter = input.GetIdGetter();
        _buffers = [.. rows.OutputSchema.Select(column =>
            _active[column.Index] && Source(column) is { } source ? ColumnBuffer.Create(input, source) : null)];
        _queue = new DecodeQueue(images.Plan);
    }

    public override DataViewSchema Schema => _rows.OutputSchema;

    public override long Batch => Current().Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        Delegate getter = _buffers[column.Index]?.CreateGetter(Slot)
            ?? _transformer.CreatePlanesGetter(_images.Plan, () => Current().Planes);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = Current().Id;

    protected override bool MoveNextCore()
    {
        while (true)
        {
            if (_queue.IsLow)
                ReadAhead();
            if (!_queue.HasRows)
            {
                ReportSkipped();
                return false;
            }

            DecodeSlot slot = _queue.Take();
            _begun = true;
            if (slot.Fault is null)
                return true;

            if (!_transformer.Skips)
                throw ImageErrors.Unreadable(slot.Input, _transformer.InputColumnName, slot.Position, slot.Fault);
            string source = ImageErrors.Source(slot.Input, _transformer.InputColumnName, slot.Position);
            Skip(new SkippedImage(source.Trim('\''), slot.Fault.Message));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;

        _disposed = true;
        if (disposing)
        {
            _queue.Stop();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private DataViewSchema.Column? Source(DataViewSchema.Column column)
    {
        if (column.Name == _transformer.OutputColumnName && !column.IsHidden)
            return null;
        return _input.Schema[column.Index];
    }

    /// <summary>Reads rows until the queue is full.</summary>
    private void ReadAhead()
    {
        while (!_ended && !_queue.IsFull)
        {
            if (!_input.MoveNext())
            {
                _ended = true;
                break;
            }

            DecodeSlot slot = _queue.Next;
            _fetch(slot.Input);
            DataViewRowId id = default;
            _idGetter(ref id);
            (slot.Id, slot.Batch, slot.Position) = (id, _input.Batch, _input.Position);
            foreach (ColumnBuffer? buffer in _buffers)
                buffer?.Read(_queue.NextIndex);
            _queue.Add();
        }

        _queue.CallHelpers();
    }

    private void Skip(SkippedImage image)
    {
        if (_skippedCount++ < MostListed)
            _skipped.Add(image);
        _transformer.Report(image);
    }

    private void ReportSkipped()
    {
        if (_skippedCount == 0)
            return;
        string more = _skippedCount > _skipped.Count ? "; ..." : "";
        Ch.Warning($"{_skippedCount} row(s) left out, whose image in column '{_transformer.InputColumnName}' cannot be read: "
            + $"{string.Join("; ", _skipped)}{more}");
    }

    private int Slot()
    {
        CheckPosition();
        return _queue.CurrentIndex;
    }

    private DecodeSlot Current()
    {
        CheckPosition();
        return _queue.Current;
    }

    private void CheckPosition()
    {
        if (!_begun || _disposed)
            throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");
    }
}
