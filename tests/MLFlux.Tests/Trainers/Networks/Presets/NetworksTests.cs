using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction.Presets;

[TestClass]
public sealed class NetworksTests
{
    private static readonly Shape s_digits = new(1, 28, 28), s_colours = new(3, 32, 32);

    [TestMethod]
    public void Have_the_parameters_of_their_papers()
    {
        // LeNet-5 with full connections and one channel has 61,706; the residual networks' counts are in table 6 of their paper
        // (0.27 million at depth 20), with 2,560 more here for two short ways by convolution and their normalisation.
        Assert.AreEqual(61_706, Ten(Networks.LeNet5()).ParameterCount(s_digits));
        Assert.AreEqual((784 * 100) + 100 + (100 * 10) + 10, Ten(Networks.Mlp(100)).ParameterCount(s_digits));
        Assert.AreEqual((784 * 10) + 10, Ten(Networks.Mlp()).ParameterCount(s_digits));
        Assert.AreEqual(269_722 + (16 * 32) + (32 * 64) + (2 * (32 + 64)), Ten(Networks.ResNet(20)).ParameterCount(s_colours));
    }

    [TestMethod]
    public void Are_described_in_layers_that_can_be_written_and_read()
    {
        foreach (Layer network in new Layer[] { Networks.Mlp(8, 4), Networks.LeNet5(), Networks.SmallVgg(), Networks.ResNet(14),
            Networks.WhitenedVgg(8, channels: 1) })
            Assert.AreEqual(network, NetworkJson.Read(NetworkJson.Write(network)));
    }

    [TestMethod]
    [DataRow("vgg")]
    [DataRow("resnet")]
    [DataRow("whitened")]
    public void Give_finite_scores_and_gradients_for_images(string name)
    {
        Layer network = Ten(name switch
        {
            "vgg" => Networks.SmallVgg(filters: 4), "resnet" => Networks.ResNet(8, filters: 4), _ => Networks.WhitenedVgg(filters: 4),
        });
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = network.Build(s_colours, seed: 3);

        Tensor output = module.call(rand(4, 3, 32, 32));
        output.sum().backward();

        CollectionAssert.AreEqual(new long[] { 4, 10 }, output.shape);
        Assert.IsTrue(output.isfinite().all().item<bool>());
        Assert.IsTrue(module.parameters().All(p => p.grad is { } g && g.isfinite().all().item<bool>()));
    }

    [TestMethod]
    public void Wrong_numbers_are_refused()
    {
        foreach (int depth in new[] { 0, 2, 7, 18, 21 })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Networks.ResNet(depth));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Networks.SmallVgg(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Networks.WhitenedVgg(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Networks.WhitenedVgg(channels: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Networks.Mlp(5, 0));
    }

    private static Layer Ten(Layer network) => network.WithOutputWidth(10);
}
