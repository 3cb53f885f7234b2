using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests;

/// <summary>A network over several columns in hand: their values lie one after another in an input.</summary>
[TestClass]
public sealed class InputsLiveNetworkTests
{
    [TestMethod]
    public void Each_branch_takes_the_values_of_its_column()
    {
        using var model = new LiveNetwork(
            Chain(Inputs(("Left", new Shape(2), Dense(1)), ("Right", new Shape(3), Dense(1, Relu))), Dense(1)), new Shape(5), seed: 2);
        model["0.Left.bias"].Values[0] = 0.5f;
        float[] input = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];

        double left = Weighted("0.Left", input[..2]), right = Math.Max(0, Weighted("0.Right", input[2..]));
        double expected = Weighted("1", [(float)left, (float)right]);

        Assert.AreEqual(expected, model.Call(input).Single(), 1e-6);
        Assert.ThrowsExactly<ArgumentException>(() => model.Call(0.1f, 0.2f));

        double Weighted(string name, float[] values)
        {
            double sum = model[$"{name}.bias"].Values[0];
            for (int i = 0; i < values.Length; i++)
                sum += model[$"{name}.weight"].Values[i] * (double)values[i];
            return sum;
        }
    }

    [TestMethod]
    public void Keys_and_numbers_are_learned_together()
    {
        using var model = new LiveNetwork(
            Chain(Inputs(("Word", new Shape(1), Chain(Embedding(3, 2), Flatten())), ("Size", new Shape(1), Flatten())), Dense(1)),
            new Shape(2), seed: 1);
        Observation[] rows = [new([1, 0.2f], [1.2f]), new([2, 0.4f], [2.4f]), new([1, 0.8f], [1.8f]), new([2, 0.6f], [2.6f])];
        using var optimizer = new LiveOptimizer(model, Optimizers.Adam(0.05));

        model.Train(Losses.MeanSquaredError(), Enumerable.Repeat(ObservationBatch.Of(rows), 400), optimizer);

        Assert.IsLessThan(0.01, model.Loss(Losses.MeanSquaredError(), ObservationBatch.Of(rows)));
    }
}
