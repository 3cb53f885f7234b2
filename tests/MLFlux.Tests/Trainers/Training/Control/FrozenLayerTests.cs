using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Frozen weights stay equal to the bit, and the others learn.</summary>
[TestClass]
public sealed class FrozenLayerTests
{
    private static readonly Layer Network = Chain(Dense(5, Tanh), BatchNorm(), Dense(4, Relu), Output());

    private static NeuralNetworkOptions Options(Optimizer optimizer, int epochs) => new()
    {
        Optimizer = optimizer, BatchSize = 8, Epochs = epochs, Seed = 5,
    };

    [TestMethod]
    [DataRow("Sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 0.1)")]
    [DataRow("AdamW(learningRate: 0.01)")]
    [DataRow("Rprop(learningRate: 0.01)")]
    public void Frozen_layers_keep_their_bits_whatever_the_optimizer(string optimizer)
    {
        NeuralNetworkOptions options = Options(Optimizers.Parse(optimizer), 1);
        using NeuralNetworkTransformer start = Fits.Multiclass(Network, Options(Optimizers.Sgd(1e-300), 1), Examples.Make(40));
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Network, options with { Epochs = 3, FrozenLayers = ["0", "1", "2.bias"] }, Examples.Make(40));

        foreach (NetworkWeight weight in fitted.Model.Weights)
        {
            bool isFrozen = weight.Name.StartsWith("0.", StringComparison.Ordinal) || weight.Name is "1.weight" or "1.bias" or "2.bias";
            float[] first = start.Model.Weights.Single(w => w.Name == weight.Name).Values.ToArray(), last = weight.Values.ToArray();
            if (isFrozen)
                CollectionAssert.AreEqual(first, last, weight.Name);
            else if (!weight.Name.StartsWith("1.", StringComparison.Ordinal))
                CollectionAssert.AreNotEqual(first, last, weight.Name);
        }

        CollectionAssert.AreEqual(new float[5], Values(fitted, "1.running_mean"), "A frozen batch normalisation keeps its means.");
        CollectionAssert.AreNotEqual(new float[5], Values(start, "1.running_mean"));
        CollectionAssert.AreEqual(new[] { "0", "1", "2.bias" }, fitted.Model.Training.FrozenLayers!.ToArray());
    }

    [TestMethod]
    public void A_layer_thaws_in_the_epoch_it_is_told()
    {
        var changes = new List<bool>();
        float[] before = [];
        foreach (int epochs in (int[])[1, 2, 3])
        {
            using NeuralNetworkTransformer fitted = Fits.Multiclass(
                Network, Options(Optimizers.Adam(0.01), epochs) with { FrozenLayers = [new FrozenLayer("0", thawEpoch: 3)] },
                Examples.Make(40));
            float[] now = Values(fitted, "0.weight");
            changes.Add(before.Length > 0 && !before.SequenceEqual(now));
            before = now;
        }

        CollectionAssert.AreEqual(new[] { false, false, true }, changes);
    }

    [TestMethod]
    public void A_callback_freezes_and_thaws()
    {
        float[] After(int epochs)
        {
            NeuralNetworkOptions options = Options(Optimizers.Adam(0.01), epochs) with
            {
                EpochEnd = (report, control) =>
                {
                    if (report.Epoch == 1)
                        control.Freeze("0");
                    else if (report.Epoch == 3)
                        control.Thaw("0.weight");
                },
            };
            using NeuralNetworkTransformer fitted = Fits.Multiclass(Network, options, Examples.Make(40));
            return [.. Values(fitted, "0.weight"), .. Values(fitted, "0.bias")];
        }

        float[] one = After(1), three = After(3), four = After(4);
        CollectionAssert.AreEqual(one, three);
        CollectionAssert.AreNotEqual(one[..15], four[..15]);
        CollectionAssert.AreEqual(one[15..], four[15..], "The bias stayed frozen.");
    }

    [TestMethod]
    public void Nothing_frozen_is_what_it_always_was_and_thawing_all_goes_on()
    {
        using NeuralNetworkTransformer plain = Fits.Multiclass(Network, Options(Optimizers.Adam(0.01), 2), Examples.Make(40));
        using NeuralNetworkTransformer thawed = Fits.Multiclass(
            Network, Options(Optimizers.Adam(0.01), 2) with { EpochEnd = (_, control) => control.Thaw("0") }, Examples.Make(40));
        CollectionAssert.AreEqual(Weights.All(plain), Weights.All(thawed));
    }

    [TestMethod]
    public void Names_that_are_not_there_and_a_wholly_frozen_network_are_refused()
    {
        string unknown = Assert.ThrowsExactly<ArgumentException>(() => Fits.Multiclass(
            Network, Options(Optimizers.Adam(), 1) with { FrozenLayers = ["00", "7"] }, Examples.Make(9))).Message;
        StringAssert.Contains(unknown, "FrozenLayers: '00', '7' is no part of this network, whose weights are 0.weight, 0.bias, 1.weight");

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => Fits.Multiclass(
                Network, Options(Optimizers.Adam(), 1) with { FrozenLayers = ["0", "1", "2", "3"] }, Examples.Make(9))).Message,
            "nothing to learn");
        Assert.ThrowsExactly<ArgumentException>(() => new FrozenLayer(""));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FrozenLayer("0", 1));
    }

    private static float[] Values(NeuralNetworkTransformer fitted, string name) =>
        fitted.Model.Weights.Single(weight => weight.Name == name).Values.ToArray();
}
