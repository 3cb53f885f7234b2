using MLFlux.Construction;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class NetworkBuilderTests
{
    [TestMethod]
    public void Every_weight_is_a_view_of_the_flat_tensor()
    {
        using DisposeScope scope = NewDisposeScope();
        using BuiltNetwork built = NetworkBuilder.Build(Chain(Dense(3, Relu), BatchNorm(), Dense(2)), new Shape(4), seed: 1);
        Assert.AreEqual(15 + 6 + 8, built.Parameters.numel());
        CollectionAssert.AreEqual(
            built.Module.parameters().SelectMany(p => p.ToDoubles()).ToArray(), built.Parameters.ToDoubles());

        built.Parameters.fill_(0.5f);
        Assert.IsTrue(built.Module.parameters().All(p => p.ToDoubles().All(value => value == 0.5)));
    }

    [TestMethod]
    public void A_model_built_by_hand_learns_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Dense(1).Build(new Shape(1));
        Tensor x = linspace(-1, 1, 20).view(-1, 1), y = (3 * x) + 2;
        for (int step = 0; step < 200; step++)
        {
            module.zero_grad();
            Losses.MeanSquaredError().Compute(module.call(x), y).backward();
            using IDisposable without = no_grad();
            foreach (Tensor parameter in module.parameters())
                parameter.add_(parameter.grad!, -0.2);
        }

        Numbers.AreClose([3, 2], [.. module.parameters().SelectMany(p => p.ToDoubles())], 1e-4);
    }
}
