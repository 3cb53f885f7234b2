using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class BatchNormTests
{
    [TestMethod]
    public void A_training_batch_of_one_row_does_not_make_the_running_variance_NaN()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = BatchNorm().Build(new Shape(2));
        Tensor input = tensor([3f, -1f]).view(1, 2);

        // First values of the running means are 0 and 1: x / √(1 + ε).
        double root = Math.Sqrt(1 + 1e-5);
        Numbers.AreClose([3 / root, -1 / root], module.call(input).ToDoubles(), 1e-6);
        foreach ((string name, Tensor buffer) in module.named_buffers())
            Numbers.AreClose(name == "running_var" ? [1, 1] : [0, 0], buffer.ToDoubles(), 0, name);
    }

    [TestMethod]
    public void An_image_of_one_row_has_a_variance()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = BatchNorm().Build(new Shape(1, 1, 2));
        double[] output = module.call(tensor([3f, 5f]).view(1, 1, 1, 2)).ToDoubles();
        double[] standardised = [-1, 1];
        Numbers.AreClose(standardised, output, 1e-4);
    }
}
