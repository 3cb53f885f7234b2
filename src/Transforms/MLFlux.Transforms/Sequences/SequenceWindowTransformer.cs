using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Sequences;

namespace MLFlux;

/// <summary>Cuts windows out of series, as it was learned. Immutable, and safe for any thread.</summary>
/// <seealso cref="SequenceWindowCatalog.SequenceWindows"/>
public sealed class SequenceWindowTransformer : ITransformer
{
    internal const string LoaderSignature = "MLFluxSequenceWindows";

    private static readonly ModelFormat s_format =
        new(nameof(SequenceWindowTransformer), "FXSEQWIN", LoaderSignature, typeof(SequenceWindowTransformer));

    private readonly IHostEnvironment _environment;

    internal SequenceWindowTransformer(IHostEnvironment environment, SequenceWindowOptions options, WindowPlan plan)
    {
        _environment = environment;
        Options = options with { Step = new TimeSpan(plan.Step) };
        Plan = plan;
    }

    /// <summary>The columns and sizes, with the time between two steps that was found.</summary>
    public SequenceWindowOptions Options { get; }

    internal WindowPlan Plan { get; }

    /// <summary>A window is made of many rows.</summary>
    bool ITransformer.IsRowToRowMapper => false;

    /// <summary>The columns of windows over data of a schema.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return WindowSchema.Create(new WindowColumns(inputSchema, Options), Options, Plan);
    }

    /// <summary>The windows of the data's series. Nothing is read before a cursor is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new WindowedView(_environment.Register(nameof(SequenceWindowTransformer)), this, input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException(
        "A window is made of many rows, not of one: a prediction engine takes none. Transform the rows of the series together, or ask "
        + "ml.Forecasting.Forecast.");

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        s_format.Write(ctx, body => WindowFile.Write(body, Options, Plan));
    }

    /// <summary>What ML.NET calls to read a transformer from a model file.</summary>
    internal static SequenceWindowTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        (SequenceWindowOptions options, WindowPlan plan) = s_format.Read(ctx, WindowFile.Read);
        return new SequenceWindowTransformer(env, options, plan);
    }

    /// <summary>For a saved view: the transformer, over the data below it.</summary>
    internal static IDataTransform Create(IHostEnvironment env, ModelLoadContext ctx, IDataView input) =>
        (IDataTransform)Create(env, ctx).Transform(input);
}
