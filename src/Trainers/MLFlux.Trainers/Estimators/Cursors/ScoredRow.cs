using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Scoring;

namespace MLFlux.Estimators;

/// <summary>
/// One row with the network's scores, computed when first asked for at each position of the input row. Holds no native memory,
/// since prediction engines never dispose it.
/// </summary>
internal sealed class ScoredRow : DataViewRow, IRowScores
{
    private readonly DataViewRow _input;
    private readonly ScoreBinding _binding;
    private readonly bool[] _active;
    private readonly ValueGetter<VBuffer<float>>? _featureGetter;
    private readonly float[] _features;
    private readonly float[] _scores;
    private readonly RowScorer _scorer;
    private VBuffer<float> _row;
    private long _position = long.MinValue;

    public ScoredRow(DataViewRow input, ScoreBinding binding, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _input = input;
        _binding = binding;
        _active = ActiveColumns.Flags(binding.OutputSchema, activeColumns);
        _features = new float[binding.Scorer.InputWidth];
        _scores = new float[binding.Scorer.OutputWidth];
        _scorer = binding.Scorer.CreateRowScorer();
        if (binding.OutputSchema.Any(c => _active[c.Index] && binding.Source(c) is null))
            _featureGetter = binding.Inputs.CreateGetter(input);
    }

    public override DataViewSchema Schema => _binding.OutputSchema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public ReadOnlySpan<float> Current
    {
        get
        {
            if (_position != _input.Position)
            {
                Score();
                _position = _input.Position;
            }

            return _scores;
        }
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        if (_binding.Source(column) is DataViewSchema.Column source)
            return _input.GetGetter<TValue>(source);

        return _binding.Columns.CreateGetter(_binding.AddedIndex(column), this) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private void Score()
    {
        _featureGetter!(ref _row);
        if (_row.Length != _features.Length)
            throw _binding.Inputs.WrongLength(0, _row.Length);
        _row.CopyTo(_features);
        _scorer.Score(_features, _scores);
        _binding.Columns.Finish(_scores, 1);
    }
}
