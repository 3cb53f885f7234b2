using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>
/// A fitted step that is applied where its column is present; data without the column pass as they are. Immutable; as safe for
/// threads as the step.
/// </summary>
/// <seealso cref="OptionalColumnCatalog.IfPresent"/>
public sealed class OptionalColumnTransformer : ITransformer, IDisposable
{
    internal const string LoaderSignature = "MLFluxIfPresent";

    private const string StepName = "Step";

    private static readonly ModelFormat s_format =
        new(nameof(OptionalColumnTransformer), "FXOPTCOL", LoaderSignature, typeof(OptionalColumnTransformer));

    internal OptionalColumnTransformer(string columnName, ITransformer step)
    {
        ColumnName = columnName;
        Step = step;
    }

    /// <summary>The column that decides.</summary>
    public string ColumnName { get; }

    /// <summary>What is applied where the column is present.</summary>
    public ITransformer Step { get; }

    bool ITransformer.IsRowToRowMapper => Step.IsRowToRowMapper;

    /// <summary>The schema that <see cref="Transform"/> gives for data of <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step refuses the column.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return IsIn(inputSchema) ? Step.GetOutputSchema(inputSchema) : inputSchema;
    }

    /// <summary>The data as the step transforms them or, without the column, as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step refuses the column.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsIn(input.Schema) ? Step.Transform(input) : input;
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return IsIn(inputSchema) ? Step.GetRowToRowMapper(inputSchema) : new CompositeRowToRowMapper(inputSchema, []);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        s_format.Write(ctx, body => body.Write(ColumnName));
        ctx.SaveModel(Step, StepName);
    }

    /// <summary>Disposes of the step, where it holds something.</summary>
    public void Dispose() => (Step as IDisposable)?.Dispose();

    /// <summary>What ML.NET calls to read a transformer from a model file.</summary>
    internal static OptionalColumnTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        string column = s_format.Read(ctx, body => body.ReadString());
        ctx.LoadModel<ITransformer, SignatureLoadModel>(env, out ITransformer step, StepName);
        return new OptionalColumnTransformer(column, step);
    }

    private bool IsIn(DataViewSchema schema) => schema.GetColumnOrNull(ColumnName) is not null;
}
