using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Support;

/// <summary>Short ways to a fitted network.</summary>
internal static class Fits
{
    /// <summary>All rows in one batch, one update an epoch: what can be computed by hand.</summary>
    public static NeuralNetworkOptions FullBatch(int epochs, double learningRate = 0.5) => new()
    {
        Optimizer = Optimizers.Sgd(learningRate), BatchSize = int.MaxValue, Epochs = epochs, Seed = 7,
    };

    public static NeuralNetworkTransformer Multiclass(Layer network, NeuralNetworkOptions options, IEnumerable<Example> rows)
    {
        var ml = new MLContext(seed: 1);
        return ml.MulticlassClassification.Trainers.NeuralNetwork(network, options).Fit(Examples.Keyed(ml, rows));
    }

    public static NeuralNetworkTransformer Binary(Layer network, NeuralNetworkOptions options, IEnumerable<Example> rows)
    {
        var ml = new MLContext(seed: 1);
        options = options with { LabelColumnName = nameof(Example.Yes) };
        return ml.BinaryClassification.Trainers.NeuralNetwork(network, options).Fit(Examples.View(ml, rows));
    }

    public static NeuralNetworkTransformer Regression(
        Layer network, NeuralNetworkOptions options, IEnumerable<Example> rows, string label = nameof(Example.Amount))
    {
        var ml = new MLContext(seed: 1);
        return ml.Regression.Trainers.NeuralNetwork(network, options with { LabelColumnName = label }).Fit(Examples.View(ml, rows));
    }

    /// <summary>The column <c>Score</c> of a classifier of several classes, or of several targets, over rows.</summary>
    public static float[][] Vectors(ITransformer transformer, IEnumerable<Example> rows)
    {
        var ml = new MLContext();
        IDataView scored = transformer.Transform(Examples.View(ml, rows));
        return [.. scored.GetColumn<float[]>("Score")];
    }

    /// <summary>A column of numbers of the transformer over rows.</summary>
    public static float[] Numbers(ITransformer transformer, IEnumerable<Example> rows, string column = "Score")
    {
        var ml = new MLContext();
        return [.. transformer.Transform(Examples.View(ml, rows)).GetColumn<float>(column)];
    }
}
