using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>What layers do in training that are random there.</summary>
[TestClass]
public sealed class RandomLayerTests
{
    [TestMethod]
    public void Alpha_dropout_keeps_mean_and_variance_and_drops_at_the_rate()
    {
        const double Probability = 0.3;
        const int Count = 200_000;
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = AlphaDropout(Probability).Build(new Shape(Count));
        double[] output = module.call(Numbers.Normal(1, ScalarType.Float32, 1, Count)).ToDoubles();

        double mean = output.Average();
        Assert.AreEqual(0, mean, 0.01);
        Assert.AreEqual(1, output.Average(y => (y - mean) * (y - mean)), 0.02);

        // Where all of Selu's negative side ends, −1.7581, goes to a · −1.7581 + b.
        const double End = -1.7580993408473766;
        double scale = 1 / Math.Sqrt((1 - Probability) * (1 + (Probability * End * End)));
        double dropped = (scale * End) - (scale * Probability * End);
        Assert.AreEqual(Probability, output.Count(y => Math.Abs(y - dropped) < 1e-5) / (double)Count, 0.005);
    }

    [TestMethod]
    public void Dropout_in_attention_follows_from_the_seed_and_keeps_the_mean()
    {
        using DisposeScope scope = NewDisposeScope();
        Shape shape = new(6, 4);
        Tensor input = Numbers.Normal(1, ScalarType.Float32, shape.Batch(2));
        using nn.Module<Tensor, Tensor> random = MultiHeadAttention(heads: 2, dropout: 0.4).Build(shape, seed: 1);
        using nn.Module<Tensor, Tensor> again = MultiHeadAttention(heads: 2, dropout: 0.4).Build(shape, seed: 1);
        double[] first = random.call(input).ToDoubles();
        CollectionAssert.AreEqual(first, again.call(input).ToDoubles());
        CollectionAssert.AreNotEqual(first, random.call(input).ToDoubles());

        // Each of many equal rows has weights dropped of its own.
        Tensor row = input.narrow(0, 0, 1);
        Tensor mean = random.call(row.expand(5000, 6, 4)).mean([0L], keepdim: true);
        random.eval();
        Numbers.AreClose(random.call(row), mean, 0.05);
    }
}
