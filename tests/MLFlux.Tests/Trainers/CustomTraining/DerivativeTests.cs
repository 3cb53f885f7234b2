using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests;

[TestClass]
public sealed class DerivativeTests
{
    private static readonly float[] s_input = [0.5f, -0.25f, 1];

    [TestMethod]
    public void A_Jacobian_has_the_slopes_that_differences_have()
    {
        using var model = new LiveNetwork(Chain(Dense(4, Tanh), Dense(3), Softmax()), new Shape(3), seed: 2);
        float[][] slopes = model.Jacobian(s_input);
        Assert.HasCount(3, slopes);
        for (int j = 0; j < s_input.Length; j++)
        {
            float[] above = model.Call(Moved(j, 1e-2f)), below = model.Call(Moved(j, -1e-2f));
            for (int i = 0; i < 3; i++)
                Assert.AreEqual((above[i] - below[i]) / 2e-2, slopes[i][j], 1e-4);
        }
    }

    [TestMethod]
    public void A_linear_networks_Jacobian_is_its_weight_and_its_Hessian_is_zero()
    {
        using var model = new LiveNetwork(Dense(1), new Shape(3), seed: 2);
        CollectionAssert.AreEqual(model["weight"].Values.ToArray(), model.Jacobian(s_input)[0]);
        Assert.IsTrue(model.Hessian(s_input).All(row => row.Length == 3 && row.All(value => value == 0)));
    }

    [TestMethod]
    public void A_forms_Hessian_is_its_weight_and_the_transpose()
    {
        using var model = new LiveNetwork(Bilinear(1), new Shape(3), seed: 2);
        float[] w = [.. model["weight"].Values];
        float[][] hessian = model.Hessian(s_input);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                Assert.AreEqual(w[(3 * i) + j] + w[(3 * j) + i], hessian[i][j], 1e-5);
        }
    }

    [TestMethod]
    public void A_Hessian_has_the_slopes_of_the_Jacobian()
    {
        using var model = new LiveNetwork(Chain(Dense(4, Tanh), Dense(1, Sigmoid)), new Shape(3), seed: 2);
        float[][] hessian = model.Hessian(s_input);
        for (int j = 0; j < s_input.Length; j++)
        {
            float[] above = model.Jacobian(Moved(j, 1e-2f))[0], below = model.Jacobian(Moved(j, -1e-2f))[0];
            for (int i = 0; i < 3; i++)
                Assert.AreEqual((above[i] - below[i]) / 2e-2, hessian[i][j], 1e-3);
        }
    }

    [TestMethod]
    public void Weights_and_gradients_stay_as_they_are()
    {
        using var model = new LiveNetwork(Chain(Dense(4, Tanh), Dense(1)), new Shape(3), seed: 2);
        model.Differentiate(Losses.MeanSquaredError(), new Observation(s_input, [1]));
        float[] before = Gradients(model);
        model.Jacobian(s_input);
        model.Hessian(s_input);
        CollectionAssert.AreEqual(before, Gradients(model));
    }

    [TestMethod]
    public void What_has_no_derivative_is_said()
    {
        using var two = new LiveNetwork(Dense(2), new Shape(3));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => two.Hessian(s_input)).Message, "gives 2");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => two.Jacobian(1f, 2)).Message,
            "takes inputs of 3 values; got 2");
        using var indices = new LiveNetwork(Embedding(3, 2), new Shape(3));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => indices.Jacobian(0f, 1, 2)).Message, "takes indices");
    }

    [TestMethod]
    public void Activations_are_those_of_each_layer_and_the_last_is_the_output()
    {
        Layer first = Dense(4, Tanh), second = Dense(3);
        using var model = new LiveNetwork(Chain(first, second, Softmax()), new Shape(3), seed: 2);
        using var whole = new LiveNetwork(Chain(first, second), new Shape(3), seed: 2);
        using var part = new LiveNetwork(Chain(first), new Shape(3), seed: 2);
        IReadOnlyList<(string Name, float[] Values)> activations = model.Activations(s_input);
        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, activations.Select(layer => layer.Name).ToArray());
        CollectionAssert.AreEqual(part.Call(s_input), activations[0].Values);
        CollectionAssert.AreEqual(whole.Call(s_input), activations[1].Values);
        CollectionAssert.AreEqual(model.Call(s_input), activations[2].Values);
    }

    [TestMethod]
    public void Activations_of_a_named_chain_have_its_names_and_a_final_sigmoid()
    {
        using var model = new LiveNetwork(Chain(("body", Chain(Dense(4, Tanh), Dense(2))), ("head", Dense(1, Sigmoid))), new Shape(3),
            seed: 2);
        IReadOnlyList<(string Name, float[] Values)> activations = model.Activations(s_input);
        CollectionAssert.AreEqual(new[] { "body", "head" }, activations.Select(layer => layer.Name).ToArray());
        Assert.HasCount(2, activations[0].Values);
        CollectionAssert.AreEqual(model.Call(s_input), activations[1].Values);

        using var alone = new LiveNetwork(Dense(2), new Shape(3), seed: 2);
        CollectionAssert.AreEqual(alone.Call(s_input), alone.Activations(s_input).Single().Values);
    }

    private static float[] Gradients(LiveNetwork model) => [.. model.Weights.SelectMany(weight => weight.Gradient.ToArray())];

    private static float[] Moved(int index, float by) => [.. s_input.Select((value, i) => i == index ? value + by : value)];
}
