using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using MLFlux.Estimators;
using MLFlux.Files;
using MLFlux.Models;
using MLFlux.Native;
using MLFlux.Onnx;
using MLFlux.Scoring;

namespace MLFlux;

/// <summary>A fitted network as an ML.NET transformer: adds the score columns of its task to data with the feature columns.</summary>
/// <remarks>
/// Safe for any thread: any number of views, cursors and prediction engines may share one. Disposing it frees native memory
/// without breaking those who still use it; it is made anew when needed.
/// </remarks>
public sealed class NeuralNetworkTransformer :
    ISingleFeaturePredictionTransformer<NeuralNetworkModel>, ISingleFeaturePredictionTransformer, IDisposable
{
    internal const string LoaderSignature = "MLFluxNeuralNetwork";

    private readonly IHost _host;
    private readonly TaskColumns _columns;
    private readonly NetworkScorer _scorer;

    internal NeuralNetworkTransformer(
        IHostEnvironment environment,
        NeuralNetworkModel model,
        TaskColumns columns,
        ComputeDevice? device = null)
    {
        _host = environment.Register(nameof(NeuralNetworkTransformer));
        Model = model;
        _columns = columns;
        _scorer = new NetworkScorer(model, device ?? ComputeDevices.Of(_host));
    }

    /// <summary>The network, its weights and its history.</summary>
    public NeuralNetworkModel Model { get; }

    /// <summary>The columns it scores: those of the network's <c>Inputs</c>, or the one feature column.</summary>
    public IReadOnlyList<string> FeatureColumnNames => [.. Model.Inputs.Columns.Select(column => column.Name)];

    /// <summary>The column it scores, of a network of one.</summary>
    /// <exception cref="InvalidOperationException">The network reads several columns: see <see cref="FeatureColumnNames"/>.</exception>
    public string FeatureColumnName => Alone.Name;

    /// <summary>The type of that column in training; scoring takes any vector of floats or doubles of the same size.</summary>
    /// <exception cref="InvalidOperationException">The network reads several columns.</exception>
    public DataViewType FeatureColumnType => new VectorDataViewType(
        Alone.Kind == InputKind.Bytes ? NumberDataViewType.Byte : NumberDataViewType.Single, Alone.Shape.ToArray());

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>
    /// Whether many rows are far sooner scored together: each call of native code costs more than a small network computes.
    /// </summary>
    internal bool PrefersBlocks => !_scorer.HasRowProgram;

    private InputColumn Alone => Model.Inputs.Columns is [var column] ? column : throw new InvalidOperationException(
        $"The network reads the columns {Model.Inputs.Names}, not one feature column, for which ML.NET's PermutationFeatureImportance "
        + "asks. Call ml.FeatureImportance(model, data, task), which shuffles one column after another.");

    /// <summary>The schema that <see cref="Transform"/> gives for data of <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A feature column is missing or of another type or size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema).OutputSchema;
    }

    /// <summary>The data with the score columns. Nothing is read before a cursor is; rows are scored in blocks.</summary>
    /// <remarks>
    /// <c>ml.CancelExecution()</c> ends the cursors that are scoring, between two blocks, with an
    /// <see cref="OperationCanceledException"/>. The transformer stays usable.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A feature column is missing or of another type or size.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredView(_host, this, input, Bind(input.Schema));
    }

    /// <summary>
    /// For an autoencoder, the <c>Score</c> above which a row is an anomaly, which <see cref="AutoencoderCatalog.ChangeModelThreshold"/>
    /// changes; null for all others.
    /// </summary>
    public float? AnomalyThreshold => (_columns as AnomalyColumns)?.Threshold;

    /// <summary>The same transformer with other weights, such as those trained further in PyTorch.</summary>
    /// <param name="weights">Weights for the whole network, or for parts of it, whose others then stay.</param>
    /// <exception cref="InvalidDataException">They do not fit; all that is missing, left over or of another shape is named.</exception>
    public NeuralNetworkTransformer WithWeights(PretrainedWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        NeuralNetworkModel model = Model.WithWeights(weights.For(Model.Network.Parameters(Model.InputShape)));
        return new NeuralNetworkTransformer(_host, model, _columns);
    }

    /// <summary>The same transformer, whose predictions are the mean of several views of each picture, or of the picture alone.</summary>
    /// <remarks>
    /// The views are saved with the model, and are part of an ONNX file. A temperature, thresholds and the shifts of quantiles stay as they
    /// are; <see cref="NeuralNetworkOptions.ScoringViews"/> has a fit learn them on the mean.
    /// </remarks>
    /// <param name="views">The views; null for the picture alone.</param>
    /// <exception cref="InvalidOperationException">It reads no pictures, several columns of them, or reconstructs them.</exception>
    public NeuralNetworkTransformer WithViews(ScoringViews? views) =>
        new(_host, Model with { Views = views?.For(Model.Inputs, Model.Task) }, _columns);

    /// <summary>
    /// One head of a network that ends in <c>Outputs</c>, with what stands before it, as a transformer of that head's task: its columns
    /// are called as those of any network of the task, <c>Score</c> and so on, for all that asks for such names.
    /// </summary>
    /// <param name="name">The head: the column that it learned.</param>
    /// <exception cref="ArgumentException">The network has no such head.</exception>
    public NeuralNetworkTransformer Head(string name)
    {
        int place = Model.PlaceOf(name);
        return new NeuralNetworkTransformer(_host, HeadModel.Of(Model, place), ((MultiTaskColumns)_columns).Of(place));
    }

    /// <summary>The same transformer of yes and no, with <c>PredictedLabel</c> yes above another probability than a half.</summary>
    /// <remarks>
    /// <c>Score</c> and <c>Probability</c> stay as they are, and so do ML.NET's own figures, which go by <c>Score &gt; 0</c>. The threshold
    /// is saved with the model, and stays where the weights are exchanged.
    /// </remarks>
    /// <param name="probability">The probability, between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no such number.</exception>
    /// <exception cref="InvalidOperationException">The model is not of yes and no.</exception>
    public NeuralNetworkTransformer WithThreshold(double probability) => WithScoreThreshold(ScoreThresholds.Of(probability));

    /// <summary>The same transformer of yes and no, with the decision threshold that is best on rows of known answer.</summary>
    /// <param name="data">The rows, which should be none that were trained on: with the feature column and the label.</param>
    /// <param name="rule">What is best.</param>
    /// <param name="labelColumnName">The label: a bool. Default: <c>Label</c>.</param>
    /// <exception cref="ArgumentException">The rule's costs are out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is not of yes and no, or the rows that have a score are all of one answer.
    /// </exception>
    public NeuralNetworkTransformer ChooseThreshold(IDataView data, DecisionThreshold rule, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        if (rule.Faults().FirstOrDefault() is string fault)
            throw new ArgumentException(fault, nameof(rule));
        _columns.WithThreshold(0); // Refuses other tasks before a row is read.
        return WithScoreThreshold(ScoreThresholds.Best(rule, Transform(data), labelColumnName));
    }

    /// <summary>The same transformer of yes and no, with yes above another score than 0.</summary>
    internal NeuralNetworkTransformer WithScoreThreshold(float score) =>
        new(_host, Model with { ScoreThreshold = score }, _columns.WithThreshold(score));

    /// <summary>
    /// Writes the network as an ONNX file, which ONNX Runtime, ML.NET's <c>ApplyOnnxModel</c> and many others score with,
    /// without libtorch.
    /// </summary>
    /// <param name="path">The file, such as <c>digits.onnx</c>. It is written whole or not at all.</param>
    /// <exception cref="NotSupportedException">A layer has no form in ONNX; the message names it, and nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <inheritdoc cref="ExportToOnnx(Stream)" path="/remarks"/>
    public void ExportToOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxFile file = TransformerGraph.File(Model, _columns);
        AtomicFile.Write(path, stream => file.Write(stream, Model.ToString()));
    }

    /// <summary>Writes the network in the ONNX format.</summary>
    /// <remarks>
    /// The file has an input for each feature column, of its name: [rows, ...dimensions of the column], any number of rows. A network
    /// that was fitted on bytes takes uint8, 0…255 as they are: the division by 255 is part of the file. Tokens, of an embedding with
    /// padding, are int64, as tokenizers give them: the number of each key, from 1, and the padding. Every other column is float32;
    /// that of an embedding without padding takes the number of each key, from 1, and 0 for a missing one.
    /// Its outputs are the score columns, [rows, width] each, of several heads by their names (<c>Price.Score</c>):
    /// <c>Score</c> and <c>PredictedLabel</c> for classes, these and
    /// <c>Probability</c> for yes and no, <c>Score</c> for numbers, with <c>Quantiles</c> where the loss asks for them,
    /// <c>PredictedLabel</c>, <c>Score</c> and <c>Errors</c> for anomalies. A predicted
    /// class is the label's own value: an integer as int64, a float32, and anything else as text; where the label's keys stand for
    /// nothing, the key, from 1. What comes before the network in the pipeline is not part of the file. Scores differ from
    /// libtorch's by rounding. Operator set 15; read by ONNX Runtime from 1.10 on.
    /// </remarks>
    /// <param name="stream">Where to; it is left open.</param>
    /// <exception cref="NotSupportedException">A layer has no form in ONNX; the message names it, and nothing is written.</exception>
    public void ExportToOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TransformerGraph.File(Model, _columns).Write(stream, Model.ToString());
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoredView(_host, this, new EmptyDataView(_host, inputSchema), Bind(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        TransformerFile.Write(ctx, _host, Model, _columns);
    }

    /// <summary>Frees native memory. The transformer stays usable, and so does everything made from it.</summary>
    public void Dispose() => _scorer.Dispose();

    /// <summary>The same autoencoder with another threshold.</summary>
    internal NeuralNetworkTransformer WithAnomalyThreshold(float threshold) =>
        new(_host, Model, ScoreThresholds.With(_columns, Model.Task, threshold));

    /// <summary>What ML.NET calls to read a transformer from a model file.</summary>
    internal static NeuralNetworkTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        (NeuralNetworkModel model, TaskColumns columns) = TransformerFile.Read(env, ctx);
        return new NeuralNetworkTransformer(env, model, columns);
    }

    /// <summary>What ML.NET calls to read a saved view: the transformer, over the data below it.</summary>
    internal static IDataTransform Create(IHostEnvironment env, ModelLoadContext ctx, IDataView input) =>
        (IDataTransform)Create(env, ctx).Transform(input);

    /// <summary>Adds the network and its columns to the graph that ML.NET's converter builds of a pipeline.</summary>
    /// <param name="context">The graph so far.</param>
    /// <param name="inputs">The columns that the network's view reads.</param>
    /// <param name="outputSchema">The schema that the network's view promises.</param>
    internal void SaveAsOnnx(OnnxContext context, BoundInputs inputs, DataViewSchema outputSchema) =>
        TransformerGraph.AddTo(context, Model, _columns, inputs, outputSchema);

    private ScoreBinding Bind(DataViewSchema inputSchema) => new(inputSchema, Model, _columns, _scorer);
}
