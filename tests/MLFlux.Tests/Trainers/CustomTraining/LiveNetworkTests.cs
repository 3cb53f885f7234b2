using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests;

/// <summary>A network in hand computes what the formulas say, and learns.</summary>
[TestClass]
public sealed class LiveNetworkTests
{
    private static readonly Observation[] Fruit =
    [
        new([0.9f, 0.2f], [1, 0, 0]), new([0.8f, 0.1f], [1, 0, 0]), new([0.8f, 0.9f], [0, 1, 0]), new([0.9f, 0.8f], [0, 1, 0]),
        new([0.1f, 0.7f], [0, 0, 1]), new([0.2f, 0.9f], [0, 0, 1]),
    ];

    [TestMethod]
    public void A_neuron_is_the_sigmoid_of_its_weighted_sum()
    {
        using var model = new LiveNetwork(Dense(inputs: 2, outputs: 1, Sigmoid), new Shape(2), seed: 1);
        Span<float> w = model["weight"].Values;
        model["bias"].Values[0] = 0.25f;
        double expected = 1 / (1 + Math.Exp(-((w[0] * 0.4) + (w[1] * 0.6) + 0.25)));
        Assert.AreEqual(expected, model.Call(0.4f, 0.6f).Single(), 1e-6);
        Assert.AreEqual("1×2", model["weight"].Shape.ToString());
        StringAssert.StartsWith(model["bias"].ToString(), "bias 1 [0.25]");
    }

    [TestMethod]
    public void Float64_is_converted_and_said_once()
    {
        var warnings = new List<string>();
        using var model = new LiveNetwork(Dense(inputs: 2, outputs: 1, Sigmoid), new Shape(2), seed: 1, warnings.Add);
        float[] single = model.Call(0.4f, 0.6f);
        Assert.IsEmpty(warnings);
        CollectionAssert.AreEqual(single, model.Call(0.4, 0.6));
        model.Call(0.1, 0.2);
        StringAssert.Contains(warnings.Single(), "Dense(inputs: 2, outputs: 1, Sigmoid) computes in float32 and got float64");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Losses_of_yes_and_no_by_signs_take_targets_of_1_and_0_as_a_trainer_does(bool squared)
    {
        using var model = new LiveNetwork(Dense(1), new Shape(2), seed: 3);
        Observation[] rows = [new([0.9f, 0.2f], [1]), new([0.1f, 0.7f], [0]), new([2f, 3f], [0])];

        double loss = model.Loss(squared ? Losses.SquaredHinge() : Losses.Hinge(), ObservationBatch.Of(rows));

        double expected = rows.Average(row =>
        {
            double hinge = Math.Max(0, 1 - (model.Call(row.Input)[0] * (row.Target[0] == 1 ? 1 : -1)));
            return squared ? hinge * hinge : hinge;
        });
        Assert.AreEqual(expected, loss, 1e-5);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Loss_and_gradient_are_those_of_the_formula(bool crossEntropy)
    {
        Layer layer = crossEntropy ? Chain(Dense(3), Softmax()) : Chain(Dense(3, Sigmoid));
        using var model = new LiveNetwork(layer, new Shape(2), seed: 2);
        Loss loss = crossEntropy ? Losses.CrossEntropy() : Losses.MeanSquaredError();
        ObservationBatch batch = ObservationBatch.Of(Fruit);

        double Formula(float[] w, float[] b) => Fruit.Average(fruit =>
        {
            double[] z = [.. Enumerable.Range(0, 3)
                .Select(k => (w[2 * k] * (double)fruit.Input[0]) + (w[(2 * k) + 1] * (double)fruit.Input[1]) + b[k])];
            return crossEntropy
                ? -z.Zip(fruit.Target, (s, t) => t * (s - Math.Log(z.Sum(Math.Exp)))).Sum()
                : z.Zip(fruit.Target, (s, t) => Math.Pow((1 / (1 + Math.Exp(-s))) - t, 2)).Average();
        });

        float[] weight = model["0.weight"].Values.ToArray(), bias = [0.1f, -0.2f, 0.3f];
        bias.CopyTo(model["0.bias"].Values);
        Assert.AreEqual(Formula(weight, bias), model.Loss(loss, batch), 1e-6);
        Assert.AreEqual(Formula(weight, bias), model.Differentiate(loss, batch), 1e-6);
        Assert.AreEqual(Formula(weight, bias), model.Differentiate(loss, batch), 1e-6, "Gradients do not add up by themselves.");
        for (int i = 0; i < weight.Length; i++)
        {
            float[] above = [.. weight], below = [.. weight];
            above[i] += 1e-3f;
            below[i] -= 1e-3f;
            Assert.AreEqual((Formula(above, bias) - Formula(below, bias)) / 2e-3, model["0.weight"].Gradient[i], 1e-4);
        }
    }

    [TestMethod]
    public void An_update_by_hand_is_a_step_of_gradient_descent()
    {
        using var byHand = new LiveNetwork(Chain(Dense(4, Sigmoid), Dense(3), Softmax()), new Shape(2), seed: 3);
        using var byRule = new LiveNetwork(byHand.Network, new Shape(2), seed: 3);
        using var optimizer = new LiveOptimizer(byRule, Optimizers.Descent(0.5));
        foreach (Observation fruit in Fruit)
        {
            byHand.Differentiate(Losses.CrossEntropy(), fruit);
            foreach (LiveWeight weight in byHand.Weights)
                weight.Descend(0.5);
        }

        byRule.Train(Losses.CrossEntropy(), new DataLoader(Fruit), optimizer);
        foreach ((LiveWeight one, LiveWeight two) in byHand.Weights.Zip(byRule.Weights))
        {
            for (int i = 0; i < one.Values.Length; i++)
                Assert.AreEqual(one.Values[i], two.Values[i], 1e-6);
        }
    }

    [TestMethod]
    public void Training_learns_separable_fruit()
    {
        using var model = new LiveNetwork(Chain(Dense(4, Sigmoid), Dense(3), Softmax()), new Shape(2), seed: 4);
        using var optimizer = new LiveOptimizer(model, Optimizers.Adam(0.1));
        var losses = new List<double>();
        model.Train(Losses.CrossEntropy(), Enumerable.Repeat(ObservationBatch.Of(Fruit), 200), optimizer, losses.Add);
        Assert.HasCount(200, losses);
        Assert.IsLessThan(0.1 * losses[0], losses[^1]);
        foreach (Observation fruit in Fruit)
        {
            float[] probabilities = model.Call(fruit.Input);
            Assert.AreEqual(1, probabilities.Sum(), 1e-5);
            Assert.AreEqual(Array.IndexOf(fruit.Target, 1f), Array.IndexOf(probabilities, probabilities.Max()));
        }
    }

    [TestMethod]
    public void A_final_softmax_far_apart_keeps_the_loss_finite()
    {
        using var model = new LiveNetwork(Chain(Dense(2), Softmax()), new Shape(1), seed: 4);
        new float[] { 1000, -1000 }.CopyTo(model["0.weight"].Values);
        Assert.AreEqual(2000, model.Loss(Losses.CrossEntropy(), new Observation([1], [0, 1])), 1e-3);
    }

    [TestMethod]
    public void Dropout_drops_only_in_training()
    {
        using var model = new LiveNetwork(Dropout(0.5), new Shape(50), seed: 4);
        float[] ones = [.. Enumerable.Repeat(1f, 50)];
        CollectionAssert.AreEqual(ones, model.Call(ones));
        model.IsTraining = true;
        Assert.IsTrue(model.Call(ones).Contains(0));
    }

    [TestMethod]
    public void Wrong_sizes_names_and_bindings_are_said_in_the_users_words()
    {
        using var model = new LiveNetwork(Dense(3, Sigmoid), new Shape(2));
        using var other = new LiveNetwork(Dense(3, Sigmoid), new Shape(2));
        using var optimizer = new LiveOptimizer(other, Optimizers.Descent());
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => model.Call(1f)).Message,
            "Dense(3, Sigmoid) takes inputs of 2 values; got 1.");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => model.Loss(Losses.MeanSquaredError(), new Observation([1, 2], [1]))).Message,
            "takes targets of 3 values; got 1.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => model["0.weight"]).Message, "which has weight, bias");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => model.Train(Losses.MeanSquaredError(), [], optimizer)).Message,
            "another network");
        Assert.ThrowsExactly<ArgumentException>(() => new LiveOptimizer(model, Optimizers.Sgd(-1)));
    }

    [TestMethod]
    public void Batches_are_cut_as_asked()
    {
        Assert.AreEqual("4 2", string.Join(' ', new DataLoader(Fruit, 4).Select(batch => batch.Count)));
        Assert.AreEqual("4", string.Join(' ', new DataLoader(Fruit, 4, partial: false).Select(batch => batch.Count)));
        var loader = new DataLoader(Fruit, 6, shuffle: true, seed: 1);
        Assert.AreEqual(1, loader.Count);
        CollectionAssert.AreEquivalent(Fruit.Select(f => f.Input).ToArray(), loader.Single().Inputs.ToArray());
        CollectionAssert.AreNotEqual(loader.Single().Inputs.ToArray(), loader.Single().Inputs.ToArray(), "A new order each time.");
        Assert.ThrowsExactly<ArgumentException>(() => new DataLoader([]));
        Assert.ThrowsExactly<ArgumentException>(() => new ObservationBatch([[1f]], []));
    }

    [TestMethod]
    public void Leaves_no_native_memory_behind()
    {
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var model = new LiveNetwork(Chain(Dense(4, Relu), Dense(3), Softmax()), new Shape(2)))
        {
            using var optimizer = new LiveOptimizer(model, Optimizers.Adam());
            model.Train(Losses.CrossEntropy(), new DataLoader(Fruit, 2), optimizer);
            model.Call(0.1f, 0.2f);
            model.Weights[0].GradientText();
        }

        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
