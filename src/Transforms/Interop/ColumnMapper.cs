using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Interop;

/// <summary>A <see cref="ColumnTransformer"/> bound to a schema, as ML.NET's row-to-row views take it.</summary>
internal sealed class ColumnMapper : IRowMapper
{
    private readonly ColumnTransformer _transformer;
    private readonly int _inputIndex;
    private readonly ColumnMapping _mapping;

    public ColumnMapper(ColumnTransformer transformer, DataViewSchema inputSchema)
    {
        _transformer = transformer;
        _mapping = transformer.Bind(inputSchema, out var input);
        _inputIndex = input.Index;
    }

    public DataViewSchema.DetachedColumn[] GetOutputColumns()
        => [new DataViewSchema.DetachedColumn(_transformer.OutputColumnName, _mapping.Type, _mapping.Annotations)];

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        bool active = activeOutput(0);
        return column => active && column == _inputIndex;
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
    {
        disposer = null;
        // ML.NET's contract: null stands for a column that is not active.
        return [activeOutput(0) ? _mapping.CreateGetter(input) : null!];
    }

    public ITransformer GetTransformer() => _transformer;

    public void Save(ModelSaveContext ctx) => ((ICanSaveModel)_transformer).Save(ctx);
}
