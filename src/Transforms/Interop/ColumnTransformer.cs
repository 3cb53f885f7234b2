using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Interop;

/// <summary>
/// A transformer that makes one column from one other, row by row. Immutable, and safe for any thread.
/// </summary>
/// <remarks>
/// The views are ML.NET's own, so rows can be read by cursors, sets of cursors, <c>Preview</c> and <c>PredictionEngine</c>,
/// and a row is computed only when its column is asked for.
/// </remarks>
public abstract class ColumnTransformer : ITransformer
{
    private readonly IHostEnvironment _environment;

    private protected ColumnTransformer(IHostEnvironment environment, string outputColumnName, string inputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        _environment = environment;
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
    }

    /// <summary>The column that is read.</summary>
    public string InputColumnName { get; }

    /// <summary>The column that is added; it hides one of the same name.</summary>
    public string OutputColumnName { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema that <see cref="Transform"/> gives for data of <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return RowToRowMapperTransform.GetOutputSchema(inputSchema, new ColumnMapper(this, inputSchema));
    }

    /// <summary>The data with the new column. Nothing is read before a cursor is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing, or of the wrong type.</exception>
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

    /// <summary>Binds to the input column of a schema, which is looked for here and checked by the transformer.</summary>
    internal ColumnMapping Bind(DataViewSchema inputSchema, out DataViewSchema.Column input)
    {
        input = inputSchema.GetColumnOrNull(InputColumnName)
            ?? throw SchemaErrors.Missing(InputColumnName, inputSchema.Where(column => !column.IsHidden).Select(column => column.Name));
        return Bind(input);
    }

    private protected abstract ModelFormat SavedAs { get; }

    /// <summary>Checks the input column's type, and says what becomes of it.</summary>
    private protected abstract ColumnMapping Bind(DataViewSchema.Column input);

    /// <summary>The view that users get: <paramref name="rows"/>, or one that gives the same rows in a better way.</summary>
    private protected virtual IDataView CreateView(RowToRowMapperTransform rows) => rows;

    /// <summary>A host for what a transformer makes, with the log and the cancellation of the transformer's own environment.</summary>
    private protected IHost CreateHost() => _environment.Register(GetType().Name);

    /// <summary>Writes what the transformer needs to be made again.</summary>
    internal abstract void WriteBody(BinaryWriter writer);

    private RowToRowMapperTransform View(IDataView input)
        => new(_environment, input, new ColumnMapper(this, input.Schema), schema => new ColumnMapper(this, schema));
}
