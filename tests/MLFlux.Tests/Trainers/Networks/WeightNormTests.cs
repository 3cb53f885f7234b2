using MLFlux.Construction;
using System.Numerics.Tensors;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class WeightNormTests
{
    [TestMethod]
    public void Begins_as_the_layer_within()
    {
        float[] input = [.. Enumerable.Range(0, 32).Select(i => MathF.Cos(i))];
        Layer[] layers = [Conv((3, 3), 4, Relu), ConvTranspose((2, 2), 3), DepthwiseConv((2, 2)), Chain(Flatten(), Dense(3))];
        foreach (Layer layer in layers)
        {
            Layer normed = layer is ChainLayer chain ? Chain(chain.Layers[0], WeightNorm(chain.Layers[1])) : WeightNorm(layer);
            using var plain = new LiveNetwork(layer, new Shape(2, 4, 4), seed: 5);
            using var other = new LiveNetwork(normed, new Shape(2, 4, 4), seed: 5);
            foreach ((float expected, float actual) in plain.Call(input).Zip(other.Call(input)))
                Assert.AreEqual(expected, actual, 1e-6);
        }
    }

    [TestMethod]
    public void A_longer_direction_changes_nothing_and_a_greater_length_scales()
    {
        using var model = new LiveNetwork(WeightNorm(Dense(2, bias: false)), new Shape(3), seed: 5);
        float[] before = model.Call(1f, -2, 3);
        TensorPrimitives.Multiply(model["weight_v"].Values, 10, model["weight_v"].Values);
        foreach ((float expected, float actual) in before.Zip(model.Call(1f, -2, 3)))
            Assert.AreEqual(expected, actual, 1e-5);
        TensorPrimitives.Multiply(model["weight_g"].Values, -2, model["weight_g"].Values);
        foreach ((float expected, float actual) in before.Zip(model.Call(1f, -2, 3)))
            Assert.AreEqual(-2 * expected, actual, 1e-5);
    }

    [TestMethod]
    public void The_last_layers_sigmoid_is_that_of_the_task() => Assert.AreEqual(
        Chain(Dense(4), WeightNorm(Dense(1))),
        OutputHead.Of(Chain(Dense(4), WeightNorm(Dense(1, Sigmoid))), PredictionTask.BinaryClassification).Body);

    [TestMethod]
    public void Is_as_wide_as_the_label_asks() => Assert.AreEqual(WeightNorm(Dense(7)), WeightNorm(Output()).WithOutputWidth(7));

    [TestMethod]
    public void Other_layers_are_refused() => StringAssert.Contains(
        Assert.ThrowsExactly<ArgumentException>(() => WeightNorm(BatchNorm())).Message,
        "WeightNorm takes Dense, Bilinear and convolutions, got BatchNorm.");
}
