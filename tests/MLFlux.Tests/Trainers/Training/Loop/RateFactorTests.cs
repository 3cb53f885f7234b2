using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>A layer's own factor of the learning rate.</summary>
[TestClass]
public sealed class RateFactorTests
{
    [TestMethod]
    public void A_scale_with_a_rate_of_six_moves_six_times_as_far()
    {
        float[] slow = Moved(1), fast = Moved(6);
        for (int i = 0; i < slow.Length; i++)
            Assert.AreEqual(6 * slow[i], fast[i], 1e-4);
        Assert.IsTrue(slow.Any(step => Math.Abs(step) > 1e-3));
    }

    [TestMethod]
    public void The_other_weights_keep_the_fits_own_rate()
    {
        using NeuralNetworkTransformer slow = Fit(1), fast = Fit(6);
        CollectionAssert.AreEqual(Weight(slow, "1.weight"), Weight(fast, "1.weight"));
    }

    [TestMethod]
    public void A_resumed_fit_goes_on_at_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("checkpoint.zip");
        NeuralNetworkOptions options = Fits.FullBatch(epochs: 4) with { Optimizer = Optimizers.Adam(0.01) };
        Example[] rows = Examples.Make(30);
        Layer network = Chain(Scale(rate: 6), Dense(3), Scale(rate: 2), Output());
        using NeuralNetworkTransformer whole = Fits.Regression(network, options, rows);
        using NeuralNetworkTransformer half = Fits.Regression(network, options with { Epochs = 2, CheckpointPath = path }, rows);
        using NeuralNetworkTransformer resumed = Fits.Regression(network, options with { ResumeFrom = path }, rows);
        Weights.AssertSame(whole, resumed);
    }

    [TestMethod]
    public void A_rate_that_is_not_above_zero_is_refused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Scale(rate: 0));

    private static float[] Moved(double rate)
    {
        using NeuralNetworkTransformer fitted = Fit(rate);
        return [.. Weight(fitted, "0.weight").Select(weight => weight - 1)];
    }

    private static NeuralNetworkTransformer Fit(double rate) =>
        Fits.Regression(Chain(Scale(rate: rate), Output()), Fits.FullBatch(epochs: 1, learningRate: 0.01), Examples.Make(30));

    private static float[] Weight(NeuralNetworkTransformer fitted, string name) =>
        fitted.Model.Weights.Single(weight => weight.Name == name).Values.ToArray();
}
