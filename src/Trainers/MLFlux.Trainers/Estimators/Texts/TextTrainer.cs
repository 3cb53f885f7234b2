using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using MLFlux.Estimators;

namespace MLFlux;

/// <summary>
/// The estimator of a head on a pretrained network over texts: <c>ml.MulticlassClassification.Trainers.TextClassification(backbone)</c> and
/// <c>ml.Regression.Trainers.SentenceSimilarity(backbone)</c> make one.
/// </summary>
/// <remarks>
/// The fitted model is a chain of ordinary transformers, saved by <c>ml.Model.Save</c> and loaded by a plain <c>Load</c>: the tokens of
/// the texts, a column of their own, and the network, <c>model.OfType&lt;NeuralNetworkTransformer&gt;().Single()</c>, which is exported to
/// ONNX from the keys of tokens on. Immutable, and safe for any thread; it may be fitted any number of times.
/// </remarks>
public sealed class TextTrainer : IEstimator<TransformerChain<ITransformer>>
{
    private const string Score = "Score", PredictedLabel = "PredictedLabel";

    private readonly EstimatorChain<ITransformer> _before = new(), _after = new();
    private readonly NeuralNetworkTrainer _trainer;
    private readonly IDataView? _validation;

    /// <param name="environment">The context.</param>
    /// <param name="task">What is learned.</param>
    /// <param name="backbone">The pretrained network.</param>
    /// <param name="network">The network over the tokens of all texts.</param>
    /// <param name="texts">The columns of texts, one or two.</param>
    /// <param name="options">How to train.</param>
    internal TextTrainer(
        IHostEnvironment environment, LearningTask task, TextBackbone backbone, Layer network, IReadOnlyList<string> texts,
        TextTrainerOptions options)
    {
        string features = string.Join('_', texts) + "_tokens";
        _before = _before.Append<ITransformer>(texts is [var alone]
            ? new TokensToVectorEstimator(environment, features, alone, backbone.Tokens)
            : new TextPairEstimator(environment, features, texts[0], texts[1], backbone.Tokens));
        bool isFrozen = options.FineTuning is null;
        _trainer = new NeuralNetworkTrainer(environment, task, network, (options.Training ?? Recipe(isFrozen)) with
        {
            LabelColumnName = options.LabelColumnName,
            FeatureColumnName = features,
            BatchSize = options.BatchSize,
            Epochs = options.MaxEpoch,
            FrozenLayers = isFrozen ? ["0"] : [],
            FineTuning = options.FineTuning,
        });
        _validation = options.ValidationSet;
        (string Wanted, string Given)[] names = [(options.ScoreColumnName, Score), (options.PredictionColumnName, PredictedLabel)];
        foreach ((string wanted, string given) in names.Where(name => name.Wanted != name.Given))
            _after = _after.Append<ITransformer>(new ColumnCopyingEstimator(environment, wanted, given));
    }

    /// <summary>What it trains the network to predict.</summary>
    public PredictionTask Task => _trainer.Task;

    /// <summary>The network over the keys of the tokens: the pretrained one, and the head.</summary>
    public Layer Network => _trainer.Network;

    /// <summary>How the network is trained.</summary>
    public NeuralNetworkOptions Training => _trainer.Options;

    /// <summary>Trains the head, and the pretrained network where the options say so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">There is no usable row, or only one class.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled; there is no model.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        TransformerChain<ITransformer> before = _before.Fit(input);
        NeuralNetworkTransformer network = _trainer.Fit(
            before.Transform(input), _validation is null ? null : before.Transform(_validation));
        TransformerChain<ITransformer> after = _after.Fit(network.Transform(before.Transform(input)));
        return new TransformerChain<ITransformer>([.. before, network, .. after]);
    }

    /// <summary>What a fit on data of this schema promises.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _after.GetOutputSchema(_trainer.GetOutputSchema(_before.GetOutputSchema(inputSchema)));

    /// <summary>How a head is trained where nobody says.</summary>
    internal static NeuralNetworkOptions Recipe(bool isFrozen) => new()
    {
        Optimizer = Optimizers.AdamW(isFrozen ? 0.01 : 0.001),
        Schedule = Schedules.OneCycle(byBatch: true),
    };
}
