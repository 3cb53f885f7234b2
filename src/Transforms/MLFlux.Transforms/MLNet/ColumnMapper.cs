using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.MLNet;

/// <summary>A <see cref="RowTransformer"/> bound to a schema, as ML.NET's row-to-row views take it.</summary>
internal sealed class ColumnMapper(RowTransformer transformer, DataViewSchema inputSchema) : IRowMapper, ISaveAsOnnx
{
    private readonly IReadOnlyList<BoundColumn> _columns = transformer.Bind(inputSchema);

    public DataViewSchema.DetachedColumn[] GetOutputColumns()
        => [.. _columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Mapping.Type, column.Mapping.Annotations))];

    public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
    {
        HashSet<int> needed = [.. _columns.Where((_, i) => activeOutput(i)).SelectMany(column => column.InputIndices)];
        return needed.Contains;
    }

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
    {
        disposer = null;
        // ML.NET's contract: null stands for a column that is not active.
        return [.. _columns.Select((column, i) => activeOutput(i) ? column.Mapping.CreateGetter(input) : null!)];
    }

    public ITransformer GetTransformer() => transformer;

    public void Save(ModelSaveContext ctx) => ((ICanSaveModel)transformer).Save(ctx);

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => transformer.Onnx is not null;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        (transformer.Onnx ?? throw new NotSupportedException($"{transformer.GetType().Name} has no form in ONNX.")).Add(ctx);
    }
}
