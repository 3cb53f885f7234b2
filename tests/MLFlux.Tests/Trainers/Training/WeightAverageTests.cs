using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>The model has the average of the weights, and training goes on with the weights themselves.</summary>
[TestClass]
public sealed class WeightAverageTests : IDisposable
{
    private const double Decay = 0.6;

    private static readonly Layer s_network = Chain(Dense(5, Tanh), Dropout(0.2), Output());
    private static readonly Example[] s_rows = Examples.Make(60);
    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 6, BatchSize = 16, Seed = 3, Optimizer = Optimizers.Adam(0.05), WeightAverageDecay = Decay,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void It_is_that_of_the_weights_after_each_update()
    {
        // One update an epoch: a fit of so many epochs has the weights after so many updates.
        float[][] weights = [.. Enumerable.Range(1, 8).Select(epochs => All(Fits.FullBatch(epochs)))];
        using NeuralNetworkTransformer first = Fits.Regression(
            Chain(Dense(5, Tanh), Output()), Fits.FullBatch(1) with { Optimizer = Optimizers.Sgd(1e-30) }, s_rows);
        double[] average = [.. first.Model.Weights.SelectMany(weight => weight.Values.ToArray()).Select(value => (double)value)];
        for (int updates = 1; updates <= weights.Length; updates++)
        {
            double kept = Math.Min(Decay, (1.0 + updates) / (10 + updates));
            average = [.. average.Zip(weights[updates - 1], (mean, weight) => (kept * mean) + ((1 - kept) * weight))];
        }

        float[] actual = All(Fits.FullBatch(8) with { WeightAverageDecay = Decay });
        Weights.AssertClose([.. average.Select(value => (float)value)], actual, 1e-6);
        Assert.AreNotEqual(weights[^1][0], actual[0]);

        static float[] All(NeuralNetworkOptions options)
        {
            using NeuralNetworkTransformer fitted = Fits.Regression(Chain(Dense(5, Tanh), Output()), options, s_rows);
            return [.. fitted.Model.Weights.SelectMany(weight => weight.Values.ToArray())];
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(0.3)]
    public void A_fit_that_stopped_goes_on_to_the_bit(double held)
    {
        NeuralNetworkOptions options = s_options with { ValidationFraction = held, FrozenLayers = [new FrozenLayer("0", thawEpoch: 4)] };
        string path = _folder.File("fit");
        using NeuralNetworkTransformer whole = Fits.Multiclass(s_network, options, s_rows);
        foreach (int stop in new[] { 2, 3, 5 })
        {
            using var cancelled = new CancellationTokenSource();
            Assert.ThrowsExactly<OperationCanceledException>(() => Fits.Multiclass(s_network, options with
            {
                CheckpointPath = path, CancellationToken = cancelled.Token,
                BatchEnd = (report, _) => { if (report.Epoch == stop + 1) cancelled.Cancel(); },
            }, s_rows).Dispose());
            using NeuralNetworkTransformer resumed = Fits.Multiclass(s_network, options with { ResumeFrom = path }, s_rows);
            Weights.AssertSame(whole, resumed);
        }
    }

    [TestMethod]
    public void A_model_that_is_trained_further_goes_on_with_the_weights_themselves()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.View(ml, s_rows);
        NeuralNetworkOptions options = s_options with { LabelColumnName = nameof(Example.Amount) };
        using NeuralNetworkTransformer whole = ml.Regression.Trainers.NeuralNetwork(s_network, options).Fit(rows);
        NeuralNetworkTrainer half = ml.Regression.Trainers.NeuralNetwork(s_network, options with { Epochs = 3 });
        using NeuralNetworkTransformer begun = half.Fit(rows);
        using NeuralNetworkTransformer further = half.Fit(rows, begun.Model);
        Weights.AssertSame(whole, further);
    }

    [TestMethod]
    public void Epochs_are_validated_with_the_average()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(
            Chain(Dense(5, Tanh), Output()), s_options with { ValidationFraction = 0.5, TemperatureScaling = false }, s_rows);
        using NeuralNetworkTransformer again = Fits.Binary(
            Chain(Dense(5, Tanh), Output()), s_options with
            {
                ValidationFraction = 0.5, TemperatureScaling = false, Epochs = 1, Optimizer = Optimizers.Sgd(1e-30),
                WeightAverageDecay = null, InitialWeights = PretrainedWeights.FromModel(fitted.Model),
            }, s_rows);
        double loss = fitted.Model.History.Epochs.Single(epoch => epoch.Epoch == fitted.Model.History.BestEpoch).ValidationLoss!.Value;
        Assert.AreEqual(loss, again.Model.History.Epochs[0].ValidationLoss!.Value, 1e-6);
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.0)]
    [DataRow(-0.5)]
    [DataRow(double.NaN)]
    public void A_decay_that_is_none_is_refused(double decay) => Assert.Contains("WeightAverageDecay",
        Assert.ThrowsExactly<ArgumentException>(() => Fits.Regression(s_network, s_options with { WeightAverageDecay = decay }, s_rows))
            .Message);
}
