using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Scoring;

namespace MLFlux.Estimators;

/// <summary>A block of rows read from a source, on its way to its scores.</summary>
internal sealed class ScoredBlock(ScoreBinding binding, int firstSlot)
{
    private VBuffer<float>[] _features = [];
    private float[] _scores = [];
    private DataViewRowId[] _ids = [];
    private long[] _batches = [];
    private PendingScores? _pending;

    /// <summary>How many rows were read.</summary>
    public int Rows { get; private set; }

    /// <summary>Reads up to <paramref name="most"/> rows and begins to score them.</summary>
    public void Read(
        DataViewRowCursor input,
        ValueGetter<VBuffer<float>> featureGetter,
        ValueGetter<DataViewRowId> idGetter,
        ColumnBuffer?[] buffers,
        int most)
    {
        Reserve(most);
        int width = binding.Scorer.InputWidth;
        for (Rows = 0; Rows < most && input.MoveNext(); Rows++)
        {
            featureGetter(ref _features[Rows]);
            if (_features[Rows].Length != width)
                throw binding.Inputs.WrongLength(0, _features[Rows].Length);
            idGetter(ref _ids[Rows]);
            _batches[Rows] = input.Batch;
            foreach (ColumnBuffer? buffer in buffers)
                buffer?.Read(Slot(Rows));
        }

        _pending = Rows == 0 ? null : PendingScores.Start(binding.Scorer, _features, Rows, _scores, binding.Columns.Finish);
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear() => Rows = 0;

    /// <summary>Waits for the scores, as the columns say them.</summary>
    public void Finish()
    {
        _pending?.Wait();
        _pending = null;
    }

    public ReadOnlySpan<float> Scores(int row) => _scores.AsSpan(row * binding.Scorer.OutputWidth, binding.Scorer.OutputWidth);

    public DataViewRowId Id(int row) => _ids[row];

    public long Batch(int row) => _batches[row];

    /// <summary>Where the column buffers keep a row.</summary>
    public int Slot(int row) => firstSlot + row;

    private void Reserve(int rows)
    {
        if (rows <= _ids.Length)
            return;

        Array.Resize(ref _features, rows); // Rows that were read lend their memory to others.
        _scores = GC.AllocateUninitializedArray<float>(rows * binding.Scorer.OutputWidth);
        _ids = new DataViewRowId[rows];
        _batches = new long[rows];
    }
}
