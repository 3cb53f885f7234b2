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
/// The pretrained network stays as it is: each text goes through it once, and a layer learns of the vectors of the words' first tokens,
/// which no longer know the text that they are of, so that nothing leads back into the network. The fitted model is a chain of the tokens,
/// one network from them to a score for each token and label, and the labels of the words.
/// Immutable, and safe for any thread.
/// </remarks>
public sealed class NamedEntityTrainer : IEstimator<TransformerChain<ITransformer>>
{
    private const string Score = "Score";

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
        if (options.FineTuning is not null || options.Sentence2ColumnName is not null)
        {
            throw new ArgumentException(
                $"Entities are found in one text a row, over a network that stays as it is: leave {nameof(options.FineTuning)} and "
                + $"{nameof(options.Sentence2ColumnName)} null. The labels are learned of the vectors of single words, which no longer "
                + "know the text that they are of, so that nothing leads back into the network.", nameof(options));
        }

        _environment = environment;
        _backbone = backbone;
        _options = options;
        _tokens = new Shape(backbone.Tokens.Length);
        _vectors = TokenVectors.Of(backbone.Network, backbone.Tokens.Length);
        _toTokens = new TokensToVectorEstimator(environment, TokenColumn, options.Sentence1ColumnName, backbone.Tokens);
        _trainer = new NeuralNetworkTrainer(
            environment, new MulticlassTask(), Chain(Dropout(0.1), Output()),
            (options.Training ?? TextTrainer.Recipe(isFrozen: true)) with
            {
                LabelColumnName = nameof(LabelledWord.Label), FeatureColumnName = nameof(LabelledWord.Features),
                BatchSize = options.BatchSize, Epochs = options.MaxEpoch,
            });
    }

    private string TokenColumn => $"{_options.Sentence1ColumnName}_tokens";

    /// <summary>Trains the labels of words.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words, or no word has a label.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; there is no model.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        TokensToVectorTransformer toTokens = _toTokens.Fit(input);
        TextTokenizer tokenizer = BackboneTokenizer.Create(_backbone.Tokens);
        using var words = new WordVectors(_environment, _vectors, new WordPlaces(tokenizer, _tokens.Size))
        {
            Text = _options.Sentence1ColumnName, Tokens = TokenColumn, Label = _options.LabelColumnName,
        };
        using NeuralNetworkTransformer fitted = _trainer.Fit(
            words.Of(toTokens.Transform(input)),
            _options.ValidationSet is { } validation ? words.Of(toTokens.Transform(validation)) : null);
        NeuralNetworkModel head = fitted.Model;
        string[] labels = [.. head.Classes!];
        ChainLayer whole = Chain(_vectors, Dense(labels.Length));
        var network = new NeuralNetworkTransformer(
            _environment,
            new NeuralNetworkModel(
                PredictionTask.Regression, whole, TokenInputs, Weights(whole, head.Weights), head.History, head.Training, null, null, null),
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

    private InputLayout TokenInputs => InputLayout.Alone(new InputColumn(TokenColumn, _tokens, InputKind.Keys));

    private NetworkWeight[] Weights(ChainLayer network, IReadOnlyList<NetworkWeight> head) =>
    [
        .. network.Parameters(_tokens).Select(weight => head.FirstOrDefault(one => one.Name == weight.Name)
            ?? new NetworkWeight(weight.Name, weight.Shape, Stored(weight.Name[2..]))),
    ];

    private float[] Stored(string name) => MemoryMarshal.Cast<byte, float>(_vectors.Stored![name].Span).ToArray();
}
