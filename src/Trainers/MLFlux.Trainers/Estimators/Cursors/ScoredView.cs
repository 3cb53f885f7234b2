using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

namespace MLFlux.Estimators;

/// <summary>Data with the score columns of a network. Its cursors score rows in blocks; its row mapper scores single rows.</summary>
internal sealed class ScoredView(IHost host, NeuralNetworkTransformer transformer, IDataView source, ScoreBinding binding) :
    ITransformTemplate, ITransformCanSaveOnnx, IRowToRowMapper
{
    public IDataView Source => source;

    public DataViewSchema Schema => binding.OutputSchema;

    public DataViewSchema InputSchema => binding.InputSchema;

    public DataViewSchema OutputSchema => binding.OutputSchema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] active = [.. columnsNeeded];
        DataViewRowCursor input = source.GetRowCursor(binding.Dependencies(active), rand);
        return active.All(c => binding.Source(c) is not null)
            ? new PassThroughCursor(host, input, binding, active)
            : new BlockCursor(host, input, binding, active);
    }

    /// <summary>One cursor: a block already keeps all cores busy, and two cursors over one source are wrong for some sources.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        binding.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (!ReferenceEquals(input.Schema, InputSchema))
            throw new ArgumentException("The row is not of the schema this mapper was made for.", nameof(input));
        return new ScoredRow(input, binding, activeColumns);
    }

    IDataTransform ITransformTemplate.ApplyToData(IHostEnvironment env, IDataView newSource) =>
        (IDataTransform)transformer.Transform(newSource);

    // A layer that cannot be exported is refused by its name in SaveAsOnnx; "false" would leave the network out with a warning.
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx)
    {
        UnconvertedStep.Check(ctx, source, [.. binding.Inputs.Columns.Select(column => column.Name)]);
        return true;
    }

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        transformer.SaveAsOnnx(ctx, binding.Inputs, binding.OutputSchema);
    }

    // A view saved by itself (by Model.Save of a data view) is saved as the transformer that made it.
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)transformer).Save(ctx);
}
