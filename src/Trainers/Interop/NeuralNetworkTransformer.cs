using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Interop;
using MLFlux.Models;
using MLFlux.Native;
using MLFlux.Scoring;

namespace MLFlux;

/// <summary>A fitted network as an ML.NET transformer: adds the score columns of its task to data with the feature column.</summary>
/// <remarks>
/// Safe for any thread: any number of views, cursors and prediction engines may share one. Disposing it frees native memory
/// without breaking those who still use it; it is made anew when needed.
/// </remarks>
public sealed class NeuralNetworkTransformer :
    ISingleFeaturePredictionTransformer<NeuralNetworkModel>, ISingleFeaturePredictionTransformer, IDisposable
{
    internal const string LoaderSignature = "MLFluxNeuralNetwork";

    private static readonly ModelFormat Format = new(
        "neural network", "MLFXNNET", LoaderSignature, typeof(NeuralNetworkTransformer));

    private readonly IHost _host;
    private readonly TaskColumns _columns;
    private readonly NetworkScorer _scorer;

    internal NeuralNetworkTransformer(
        IHostEnvironment environment,
        NeuralNetworkModel model,
        string featureColumnName,
        TaskColumns columns,
        ComputeDevice? device = null)
    {
        _host = environment.Register(nameof(NeuralNetworkTransformer));
        Model = model;
        FeatureColumnName = featureColumnName;
        FeatureColumnType = new VectorDataViewType(model.TakesBytes ? NumberDataViewType.Byte : NumberDataViewType.Single, model.InputShape.ToArray());
        _columns = columns;
        _scorer = new NetworkScorer(model, device ?? ComputeDevices.Of(_host));
    }

    /// <summary>The network, its weights and its history.</summary>
    public NeuralNetworkModel Model { get; }

    /// <summary>The column it scores.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of that column in training; scoring takes any vector of floats or doubles of the same size.</summary>
    public DataViewType FeatureColumnType { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema that <see cref="Transform"/> gives for data of <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema).OutputSchema;
    }

    /// <summary>The data with the score columns. Nothing is read before a cursor is; rows are scored in blocks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(_host, this, input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoredView(_host, this, new EmptyDataView(_host, inputSchema), Bind(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        var digests = new PartDigests();
        ModelFiles.Write(Model, (name, write) => ctx.SaveBinaryStream(name, writer => digests.Write(name, writer.BaseStream, write)));
        Format.Write(ctx, writer => SealedBody.Write(writer, body =>
        {
            body.Write(FeatureColumnName);
            digests.Save(body);
            _columns.Save(_host, body);
        }));
    }

    /// <summary>Frees native memory. The transformer stays usable, and so does everything made from it.</summary>
    public void Dispose() => _scorer.Dispose();

    /// <summary>What ML.NET calls to read a transformer from a model file.</summary>
    internal static NeuralNetworkTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => Format.Read(ctx, reader =>
    {
        // The version is read first: the rest of a newer file may not be what this code expects.
        ModelFiles.CheckFormat(Open(ctx, ModelFiles.Network));
        return SealedBody.Read(reader, body =>
        {
            string featureColumn = body.ReadString();
            PartDigests digests = PartDigests.Load(body);
            NeuralNetworkModel model = ModelFiles.Read(name => digests.Check(name, Open(ctx, name)));
            return new NeuralNetworkTransformer(env, model, featureColumn, TaskColumns.Load(env, body, model));
        });
    });

    /// <summary>What ML.NET calls to read a saved view: the transformer, over the data below it.</summary>
    internal static IDataTransform Create(IHostEnvironment env, ModelLoadContext ctx, IDataView input) =>
        (IDataTransform)Create(env, ctx).Transform(input);

    private static MemoryStream Open(ModelLoadContext ctx, string name)
    {
        var content = new MemoryStream();
        if (!ctx.TryLoadBinaryStream(name, reader => reader.BaseStream.CopyTo(content)))
            throw new InvalidDataException($"{name} is missing.");
        content.Position = 0;
        return content;
    }

    private ScoreBinding Bind(DataViewSchema inputSchema) =>
        new(inputSchema, FeatureColumnName, Model, _columns, _scorer);
}
