using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class EmbeddingTests
{
    [TestMethod]
    [DataRow(5f, "a feature is 5; it takes whole numbers from 0 to 4.")]
    [DataRow(-1f, "a feature is -1; it takes whole numbers from 0 to 4.")]
    [DataRow(1.5f, "a feature is 1.5; it takes whole numbers from 0 to 4.")]
    [DataRow(float.PositiveInfinity, "it takes whole numbers from 0 to 4.")]
    public void An_index_out_of_range_is_an_error_that_names_the_layer(float index, string says)
    {
        foreach (Layer layer in new Layer[] { Embedding(5, 2), EmbeddingBag(5, 2) })
        {
            using DisposeScope scope = NewDisposeScope();
            using nn.Module<Tensor, Tensor> module = layer.Build(new Shape(2));
            string message = Assert.ThrowsExactly<InvalidOperationException>(() => module.call(tensor([0f, index]).view(1, 2))).Message;
            StringAssert.StartsWith(message, layer + ": ");
            StringAssert.Contains(message, says);
        }
    }

    [TestMethod]
    public void A_missing_index_gives_NaN_in_its_row_alone()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = EmbeddingBag(3, 2).Build(new Shape(2));
        double[] output = module.call(tensor([0f, float.NaN, 1f, 2f]).view(2, 2)).ToDoubles();
        Assert.IsTrue(double.IsNaN(output[0]) && double.IsNaN(output[1]));
        Assert.IsTrue(double.IsFinite(output[2]) && double.IsFinite(output[3]));
    }

    [TestMethod]
    public void Padding_is_zeros_and_learns_nothing_whatever_the_weight_has()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Embedding(3, 2, paddingIndex: 2).Build(new Shape(3), seed: 1);
        Tensor weight = module.parameters().Single();
        Numbers.AreClose([0, 0], weight[2].ToDoubles(), 0, "the padding begins as zeros");
        using (no_grad())
            weight.fill_(7);

        Tensor output = module.call(tensor([2f, 0, 2]).view(1, 3));
        Numbers.AreClose([0, 0, 7, 7, 0, 0], output.ToDoubles(), 0);
        output.sum().backward();
        Numbers.AreClose([1, 1, 0, 0, 0, 0], weight.grad!.ToDoubles(), 0);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(3)]
    public void Padding_that_is_no_level_is_refused(int index) => Assert.AreEqual(
        "paddingIndex", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Embedding(3, 2, paddingIndex: index)).ParamName);

    [TestMethod]
    public void A_level_has_its_row_and_an_unseen_one_the_first()
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = EntityEmbedding(2, 1..4).Build(new Shape(4), seed: 1);
        Tensor weight = module.parameters().Single();
        Numbers.AreClose([0, 0], weight[0].ToDoubles(), 0, "an unseen level begins as zeros");
        using (no_grad())
            weight.copy_(arange(8, ScalarType.Float32).view(4, 2));

        // The value before the slots, then the row of level 0, of level 2, and of none.
        Tensor input = tensor([7f, 1, 0, 0, 8f, 0, 0, 1, 9f, 0, 0, 0]).view(3, 4);
        double[] expected = [7, 2, 3, 8, 6, 7, 9, 0, 1];
        Tensor output = module.call(input);
        Numbers.AreClose(expected, output.ToDoubles(), 0);

        output.sum().backward();
        double[] slopes = [1, 1, 1, 1, 0, 0, 1, 1];
        Numbers.AreClose(slopes, weight.grad!.ToDoubles(), 0, "each level learns from its own rows");
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 1)]
    [DataRow(8, 7)]
    [DataRow(11, 10)]
    [DataRow(1000, 10)]
    public void The_default_width_is_one_less_than_the_levels_and_at_most_ten(int levels, int width) =>
        Assert.AreEqual(new Shape(width + 2), EntityEmbedding(0..levels).OutputShape(new Shape(levels + 2)));

    [TestMethod]
    public void Columns_come_from_the_features_to_the_layers_that_take_them()
    {
        Range[] slots = [0..3, 5..9];
        Layer resolved = Chain(Parallel(Combine.Concat(), EntityEmbedding(4), Dense(2)), Chain(EntityEmbedding())).WithCategories(slots);
        Assert.AreEqual(
            Chain(Parallel(Combine.Concat(), EntityEmbedding(4, 0..3, 5..9), Dense(2)), Chain(EntityEmbedding())), resolved);
        Assert.AreEqual(EntityEmbedding(1..2), EntityEmbedding(1..2).WithCategories(slots), "Stated slots stay.");
    }
}
