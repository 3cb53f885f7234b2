using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Estimators;
using MLFlux.MLNet;
using MLFlux.Texts;
using MLFlux.Tokens;
using static MLFlux.Layers;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux;

/// <summary>
/// The estimator of labels for the words of texts, such as names of persons and places, over a pretrained network that gives a vector for
/// each token: <c>ml.MulticlassClassification.Trainers.NamedEntityRecognition(backbone)</c> makes one.
/// </summary>
/// <remarks>
/// Without <see cref="TextTrainerOptions.FineTuning"/> the pretrained network stays as it is: each text goes through it once, and a layer
/// learns of the vectors of the words' first tokens, a batch being so many words. With it, a batch is so many texts, and the network learns
/// from what the scores of their words lead back to. The fitted model is a chain of the tokens, one network from them to a score for each
/// token and label, and the labels of the words.
/// Immutable, and safe for any thread.
/// </remarks>
public sealed class NamedEntityTrainer : IEstimator<TransformerChain<ITransformer>>
{
    private const string Score = "Score", Head = "1.", TunedHead = "2."; // Behind what drops values, while all learns.
    private const double Dropped = 0.1;

    private readonly IHostEnvironment _environment;
    private readonly TextBackbone _backbone;
    private readonly TextTrainerOptions _options;
    private readonly GraphLayer _vectors;
    private readonly Shape _tokens;
    private readonly TokensToVectorEstimator _toTokens;
    private readonly NeuralNetworkTrainer _trainer;

    /// <exception cref="ArgumentException">An option is out of range, or the network has no vectors of tokens.</exception>
    internal NamedEntityTrainer(IHostEnvironment environment, TextBackbone backbone, TextTrainerOptions options)
    {
        if (options.Sentence2ColumnName is not null)
        {
            throw new ArgumentException(
                $"Entities are found in one text a row: leave {nameof(options.Sentence2ColumnName)} null.", nameof(options));
        }

        _environment = environment;
        _backbone = backbone;
        _options = options;
        _tokens = new Shape(backbone.Tokens.Length);
        _vectors = TokenVectors.Of(backbone.Network, backbone.Tokens.Length);
        _toTokens = new TokensToVectorEstimator(environment, TokenColumn, options.Sentence1ColumnName, backbone.Tokens);
        _trainer = new NeuralNetworkTrainer(
            environment, new MulticlassTask(), Chain(Dropout(Dropped), Output()),
            (options.Training ?? TextTrainer.Recipe(options.FineTuning is null)) with
            {
                LabelColumnName = nameof(LabelledWord.Label), FeatureColumnName = nameof(LabelledWord.Features),
                BatchSize = options.BatchSize, Epochs = options.MaxEpoch, FineTuning = options.FineTuning,
            });
    }

    private string TokenColumn => $"{_options.Sentence1ColumnName}_tokens";

    /// <summary>Trains the labels of words, and the pretrained network where the options say so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words, or no word has a label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; there is no model.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        TokensToVectorTransformer toTokens = _toTokens.Fit(input);
        TextTokenizer tokenizer = BackboneTokenizer.Create(_backbone.Tokens);
        var reader = new LabelledTexts(_environment, new WordPlaces(tokenizer, _tokens.Size))
        {
            Text = _options.Sentence1ColumnName, Tokens = TokenColumn, Label = _options.LabelColumnName,
        };
        IDataView texts = toTokens.Transform(input);
        IDataView? validation = _options.ValidationSet is { } set ? toTokens.Transform(set) : null;
        (NeuralNetworkModel learned, IReadOnlyList<NetworkWeight> weights, string[] labels) =
            _options.FineTuning is null ? TrainHead(reader, texts, validation) : TrainAll(reader, texts, validation);
        ChainLayer whole = Chain(_vectors, Dense(labels.Length));
        var network = new NeuralNetworkTransformer(
            _environment,
            new NeuralNetworkModel(
                PredictionTask.Regression, whole, TokenInputs, Weights(whole, weights), learned.History, learned.Training, null, null,
                null),
            new RegressionColumns(null, (_tokens.Size + 2) * labels.Length));
        return new TransformerChain<ITransformer>(toTokens, network, new WordLabelsTransformer(
            _environment, _options.PredictionColumnName, _options.Sentence1ColumnName, Score, tokenizer, _tokens.Size, labels));
    }

    /// <summary>What a fit on data of this schema promises.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape shape = _toTokens.GetOutputSchema(inputSchema);
        SchemaShape.Column label = inputSchema.Find(_options.LabelColumnName);
        if (!label.IsKey || label.Kind == VectorKind.Scalar)
        {
            throw SchemaErrors.WrongType(
                label.Name, "a vector of keys, one for each word, which ml.Transforms.Conversion.MapValueToKey makes of a vector of texts",
                label.TypeName());
        }

        return shape
            .With(SchemaShapes.Column(
                Score, VectorKind.Vector, NumberDataViewType.Single, annotations: AnnotationUtils.GetTrainerOutputAnnotation()))
            .With(SchemaShapes.Column(
                _options.PredictionColumnName, VectorKind.VariableVector, NumberDataViewType.UInt32, isKey: true,
                annotations: [SchemaShapes.KeyTexts]));
    }

    /// <summary>A layer over the vectors of words, which the network has made once.</summary>
    private (NeuralNetworkModel, IReadOnlyList<NetworkWeight>, string[]) TrainHead(
        LabelledTexts reader, IDataView texts, IDataView? validation)
    {
        using var words = new WordVectors(_environment, _vectors, reader);
        using NeuralNetworkTransformer fitted = _trainer.Fit(words.Of(texts), validation is null ? null : words.Of(validation));
        return (fitted.Model, fitted.Model.Weights, [.. fitted.Model.Classes!]);
    }

    /// <summary>The layer and the network before it.</summary>
    private (NeuralNetworkModel, IReadOnlyList<NetworkWeight>, string[]) TrainAll(
        LabelledTexts reader, IDataView texts, IDataView? validation)
    {
        var targets = new WordTargets(_environment, reader, texts, _vectors.OutputShape(_tokens)[0]);
        string[] labels = [.. targets.Labels];
        NeuralNetworkOptions options = _trainer.Options;
        IDataView rows = targets.OfTraining(options.ClassWeights);
        (string tokens, string numbers) = WordTargets.Columns;
        var trainer = new NeuralNetworkTrainer(
            _environment, new RegressionTask(), Chain(_vectors, Dropout(Dropped), Dense(labels.Length), Flatten()), options with
            {
                FeatureColumnName = tokens, LabelColumnName = numbers, ClassWeights = null,
                Loss = new WordLoss(options.Loss ?? Losses.CrossEntropy(), labels.Length),
            });
        using NeuralNetworkTransformer fitted = trainer.Fit(rows, validation is null ? null : targets.Of(validation));
        IEnumerable<NetworkWeight> weights = fitted.Model.Weights.Select(weight =>
            weight.Name.StartsWith(TunedHead, StringComparison.Ordinal)
                ? weight with { Name = Head + weight.Name[TunedHead.Length..] } : weight);
        return (fitted.Model, [.. weights], labels);
    }

    private InputLayout TokenInputs => InputLayout.Alone(new InputColumn(TokenColumn, _tokens, InputKind.Keys));

    private NetworkWeight[] Weights(ChainLayer network, IReadOnlyList<NetworkWeight> head) =>
    [
        .. network.Parameters(_tokens).Select(weight => head.FirstOrDefault(one => one.Name == weight.Name)
            ?? new NetworkWeight(weight.Name, weight.Shape, Stored(weight.Name[2..]))),
    ];

    private float[] Stored(string name) => MemoryMarshal.Cast<byte, float>(_vectors.Stored![name].Span).ToArray();
}
