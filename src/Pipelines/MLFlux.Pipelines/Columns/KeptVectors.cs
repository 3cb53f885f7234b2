using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Columns;

/// <summary>A column of vectors of floats, as a fit keeps its features: rows of mostly zeros take few bytes.</summary>
internal sealed class KeptVectors(DataViewRow row, DataViewSchema.Column column) : KeptColumn<VBuffer<float>>
{
    private readonly ValueGetter<VBuffer<float>> _read = row.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _vector;

    /// <summary>The vectors, row after row.</summary>
    public FeatureStore Rows { get; } = new(((VectorDataViewType)column.Type).Size);

    public override long Bytes => Rows.Bytes;

    public override VBuffer<float> this[int row]
    {
        get
        {
            VBuffer<float> value = default;
            Read(row, ref value);
            return value;
        }
    }

    public override void Read(int row, ref VBuffer<float> value) => Rows.Read(row, ref value);

    public override void Append()
    {
        _read(ref _vector);
        Rows.Add(_vector);
    }

    public override void Close() => _vector = default;
}
