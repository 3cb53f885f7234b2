using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.MLNet;

/// <summary>
/// A transformer that makes columns from others, row by row. Immutable, and safe for any thread.
/// </summary>
/// <remarks>
/// The views are ML.NET's own, so rows can be read by cursors, sets of cursors, <c>Preview</c> and <c>PredictionEngine</c>,
/// and a column is computed only when it is asked for.
/// </remarks>
public abstract class RowTransformer : ITransformer
{
    private readonly IHostEnvironment _environment;

    private protected RowTransformer(IHostEnvironment environment) => _environment = environment;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema that <see cref="Transform"/> gives for data of <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing, or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return RowToRowMapperTransform.GetOutputSchema(inputSchema, new ColumnMapper(this, inputSchema));
    }

    /// <summary>The data with the new columns. Nothing is read before a cursor is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing, or of the wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return CreateView(View(input));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return View(new EmptyDataView(_environment, inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        SavedAs.Write(ctx, WriteBody);
    }

    /// <summary>Finds and checks the input columns of a schema, and says what becomes of each.</summary>
    internal abstract IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema);

    private protected abstract ModelFormat SavedAs { get; }

    /// <summary>The transformer's form in ONNX; null where it has none.</summary>
    internal virtual RowOnnx? Onnx => null;

    /// <summary>The view that users get: <paramref name="rows"/>, or one that gives the same rows in a better way.</summary>
    private protected virtual IDataView CreateView(RowToRowMapperTransform rows) => rows;

    /// <summary>A host for what a transformer makes, with the log and the cancellation of the transformer's own environment.</summary>
    private protected IHost CreateHost() => _environment.Register(GetType().Name);

    /// <summary>Writes what the transformer needs to be made again.</summary>
    internal abstract void WriteBody(BinaryWriter writer);

    private RowToRowMapperTransform View(IDataView input)
        => new(_environment, input, new ColumnMapper(this, input.Schema), schema => new ColumnMapper(this, schema));
}
