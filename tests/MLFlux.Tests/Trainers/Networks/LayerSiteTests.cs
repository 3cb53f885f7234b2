using MLFlux.Construction;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class LayerSiteTests
{
    private static readonly Layer s_network = Chain(
        ("body", SkipConnection(Chain(Dense(4, Relu), Maxout(Dense(3), Dense(3))))),
        ("head", Parallel(Combine.Mean, Dense(2), Chain(Dense(5), Dense(2)))));

    [TestMethod]
    public void Every_layer_is_there_with_its_name_and_shapes() => CollectionAssert.AreEqual(
        new[]
        {
            " Chain 3 2", "body SkipConnection 3 3", "body.layer Chain 3 3", "body.layer.0 Dense 3 4", "body.layer.1 Maxout 4 3",
            "body.layer.1.0 Dense 4 3", "body.layer.1.1 Dense 4 3", "head Parallel 3 2", "head.0 Dense 3 2", "head.1 Chain 3 2",
            "head.1.0 Dense 3 5", "head.1.1 Dense 5 2",
        },
        LayerSite.Of(s_network, new Shape(3)).Select(site => $"{site.Name} {site.Layer.Name} {site.Input} {site.Output}").ToArray());

    [TestMethod]
    public void The_names_are_those_of_the_modules()
    {
        using nn.Module<Tensor, Tensor> module = s_network.Build(new Shape(3));
        CollectionAssert.AreEquivalent(
            LayerSite.Of(s_network, new Shape(3)).Select(site => site.Name).Where(name => name.Length > 0).ToArray(),
            module.named_modules().Select(named => named.name).ToArray());
    }
}
