using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class DropoutTests
{
    [TestMethod]
    public void Values_are_dropped_at_the_rate_and_the_others_scaled()
    {
        const double Probability = 0.3;
        const int Count = 100_000;
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Dropout(Probability).Build(new Shape(Count));
        double[] output = module.call(ones(1, Count)).ToDoubles();

        // Four standard deviations of a binomial count.
        Assert.AreEqual(Probability * Count, output.Count(y => y == 0), 4 * Math.Sqrt(Count * Probability * (1 - Probability)));
        Assert.IsTrue(output.All(y => y == 0 || Math.Abs(y - (1 / (1 - Probability))) < 1e-6));
    }

    [TestMethod]
    public void What_is_dropped_follows_from_the_seed_and_changes_from_call_to_call()
    {
        CollectionAssert.AreEqual(Calls(seed: 1)[0], Calls(seed: 1)[0]);
        CollectionAssert.AreEqual(Calls(seed: 1)[1], Calls(seed: 1)[1]);
        CollectionAssert.AreNotEqual(Calls(seed: 1)[0], Calls(seed: 1)[1]);
        CollectionAssert.AreNotEqual(Calls(seed: 1)[0], Calls(seed: 2)[0]);
    }

    [TestMethod]
    public void Two_dropouts_of_a_network_differ()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Chain(Dropout(), Dropout()).Build(new Shape(1000));
        double[] output = module.call(ones(1, 1000)).ToDoubles();
        Assert.AreEqual(250, output.Count(y => y != 0), 60, "Equal masks would leave 500.");
    }

    [TestMethod]
    public void Disposing_what_it_gives_leaves_its_input()
    {
        using nn.Module<Tensor, Tensor> module = Dropout().Build(new Shape(2));
        module.eval();
        using Tensor input = ones(1, 2);
        module.call(input).Dispose();
        Assert.AreEqual(2, input.sum().item<float>());
    }

    private static double[][] Calls(int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Dropout().Build(new Shape(1000), seed);
        Tensor input = ones(1, 1000);
        return [module.call(input).ToDoubles(), module.call(input).ToDoubles()];
    }
}
