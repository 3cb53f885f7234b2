using MLFlux.Construction;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>A fit gives the weights and losses of a plain TorchSharp loop over the same rows, from the same first weights.</summary>
[TestClass]
public sealed class AgainstTorchSharpTests
{
    private const int Epochs = 5;
    private static readonly Example[] Rows = Examples.Make(30);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Multiclass(bool isAdam)
    {
        Layer network = Chain(Dense(4, Tanh), Dense(3), Softmax());
        NeuralNetworkOptions options = Options(isAdam);

        NeuralNetworkTransformer fitted = Fits.Multiclass(network, options, Rows);

        using Tensor targets = tensor(Rows.Select(row => (long)Array.IndexOf(Examples.Names, row.Name)).ToArray());
        Check(fitted, isAdam, output => nn.functional.cross_entropy(output, targets));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Ten_updates_of_convolutions_and_pools(bool isAdam)
    {
        Layer network = Chain(
            Reshape(1, 3), Conv(3, 9, Relu, padding: Padding.Same), MaxPool(2, stride: 1), Conv(2, 6, Tanh, stride: 2, padding: 1),
            MeanPool(2, stride: 1), Flatten(), Dense(7, Relu), Dense(3), Softmax());

        NeuralNetworkTransformer fitted = Fits.Multiclass(network, Options(isAdam) with { Epochs = 10 }, Rows);

        using Tensor targets = tensor(Rows.Select(row => (long)Array.IndexOf(Examples.Names, row.Name)).ToArray());
        Check(fitted, isAdam, output => nn.functional.cross_entropy(output, targets));
    }

    [TestMethod]
    public void Ten_updates_of_batch_normalisation_whose_rows_are_shared_out()
    {
        // Sgd: Adam makes steps of what is nothing but rounding, the gradients of a bias before a normalisation.
        Layer network = Chain(
            Reshape(1, 3), Conv(3, 6, padding: 1), BatchNorm(Relu), MaxPool(2, stride: 1), Flatten(), Dense(7), BatchNorm(Tanh), Dense(3),
            Softmax());
        Example[] rows = Examples.Make(90);

        NeuralNetworkTransformer fitted = Fits.Multiclass(network, Options(isAdam: false) with { Epochs = 10 }, rows);

        using Tensor targets = tensor(rows.Select(row => (long)Array.IndexOf(Examples.Names, row.Name)).ToArray());
        Check(fitted, isAdam: false, output => nn.functional.cross_entropy(output, targets), rows, delta: 1e-4);
    }

    [TestMethod]
    public void Binary()
    {
        NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(4, Relu), Dense(1, Sigmoid)), Options(isAdam: false), Rows);

        using Tensor targets = tensor(Rows.Select(row => row.Yes ? 1f : 0f).ToArray()).view(-1, 1);
        Check(fitted, isAdam: false, output => nn.functional.binary_cross_entropy_with_logits(output, targets));
    }

    [TestMethod]
    public void Regression_on_standardised_targets()
    {
        NeuralNetworkTransformer fitted = Fits.Regression(Chain(Dense(4, Tanh), Output()), Options(isAdam: true), Rows);

        double mean = Rows.Average(row => row.Amount);
        double deviation = Math.Sqrt(Rows.Average(row => Math.Pow(row.Amount - mean, 2)));
        using Tensor targets = tensor(Rows.Select(row => (float)((row.Amount - mean) / deviation)).ToArray()).view(-1, 1);
        Check(fitted, isAdam: true, output => nn.functional.mse_loss(output, targets));
    }

    private static NeuralNetworkOptions Options(bool isAdam) => Fits.FullBatch(Epochs) with
    {
        Optimizer = isAdam ? Optimizers.Adam(learningRate: 0.05) : Optimizers.Sgd(learningRate: 0.3),
    };

    private static void Check(
        NeuralNetworkTransformer fitted, bool isAdam, Func<Tensor, Tensor> loss, Example[]? rows = null, double delta = 1e-5)
    {
        Layer body = OutputHead.Of(fitted.Model.Network, fitted.Model.Task).Body;
        using nn.Module<Tensor, Tensor> module = body.Build(fitted.Model.InputShape, FirstSeed(fitted.Model.Training.Seed));
        using Tensor features = tensor((rows ?? Rows).SelectMany(row => row.Features).ToArray()).view(-1, Examples.Width);
        using optim.Optimizer optimizer = isAdam
            ? optim.Adam(module.parameters(), lr: 0.05)
            : optim.SGD(module.parameters(), 0.3);

        for (int epoch = 0; epoch < fitted.Model.History.Epochs.Count; epoch++)
        {
            optimizer.zero_grad();
            using Tensor output = module.call(features);
            using Tensor value = loss(output);
            Assert.AreEqual(value.item<float>(), fitted.Model.History.Epochs[epoch].TrainingLoss, delta);
            value.backward();
            optimizer.step();
        }

        Dictionary<string, Tensor> expected = module.state_dict();
        foreach (NetworkWeight weight in fitted.Model.Weights)
            Weights.AssertClose(expected[weight.Name].data<float>().ToArray(), weight.Values.ToArray(), delta);
        fitted.Dispose();
    }

    /// <summary>The initial weights have the first number of the fit's seed.</summary>
    private static int FirstSeed(int seed) => new Random(seed).Next();
}
