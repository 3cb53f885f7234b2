using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>A cursor of which only passed-on columns are wanted: the network does not run.</summary>
internal sealed class PassThroughCursor : SynchronizedCursorBase
{
    private readonly ScoreBinding _binding;
    private readonly bool[] _active;

    public PassThroughCursor(IChannelProvider provider, DataViewRowCursor input, ScoreBinding binding, DataViewSchema.Column[] active)
        : base(provider, input)
    {
        _binding = binding;
        _active = ActiveColumns.Flags(binding.OutputSchema, active);
    }

    public override DataViewSchema Schema => _binding.OutputSchema;

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        return Input.GetGetter<TValue>(_binding.Source(column)!.Value);
    }
}
