using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Texts;

/// <summary>Ways to tell texts of two kinds apart: networks over tokens, and a network, a line and trees over counts of words.</summary>
internal static class TextWays
{
    public const string Text = "text", Label = "Label";

    private const int MostTokens = 8_000, Length = 48, MostNgrams = 10_000;

    public static IEnumerable<(string Name, IEstimator<ITransformer> Way)> All(MLContext ml, int seed)
    {
        NeuralNetworkOptions training = new()
        {
            LabelColumnName = Label, BatchSize = 32, Schedule = Schedules.OneCycle(byBatch: true), Seed = seed,
        };
        IEstimator<ITransformer> tokens = ml.Transforms.Text.TokensToVector(
            "Words", Text, new TokensToVectorOptions { Length = Length, MaxTokens = MostTokens });
        EstimatorChain<NeuralNetworkTransformer> OfTokens(Layer network, int epochs, double rate) => tokens.Append(
            ml.BinaryClassification.Trainers.NeuralNetwork(
                network, training with { FeatureColumnName = "Words", Epochs = epochs, Optimizer = Optimizers.AdamW(rate) }));

        yield return ("tokens, mean of their vectors", OfTokens(
            Chain(EmbeddingBag(MostTokens + 1, 32), Dropout(0.3), Dense(32, Relu), Output()), epochs: 20, rate: 0.01));
        yield return ("tokens, largest of what each gives", OfTokens(
            Chain(
                Embedding(MostTokens + 1, 32), Dropout(0.3), Dense(64, Relu), Permute(1, 0), GlobalMaxPool(), Flatten(), Dropout(0.3),
                Output()),
            epochs: 12, rate: 0.003));
        yield return ("tokens, Gru", OfTokens(
            Chain(Embedding(MostTokens + 1, 32), Dropout(0.3), Gru(32), Dropout(0.3), Output()), epochs: 8, rate: 0.005));

        IEstimator<ITransformer> counts = ml.Transforms.Text.FeaturizeText("Features", new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, MaximumNgramsCount = [MostNgrams] },
        }, Text);
        yield return ("n-grams, dense network", counts.Append(ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Dense(64, Gelu), Dropout(0.4), Dense(32, Gelu), Dropout(0.4), Output()),
            training with { Epochs = 20, Optimizer = Optimizers.AdamW(0.003) })));
        yield return ("n-grams, LbfgsLogisticRegression", counts.Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Label)));
        yield return ("n-grams, LightGbm", counts.Append(ml.BinaryClassification.Trainers.LightGbm(Label)));
    }
}
