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
    public void A_share_of_the_indices_is_taken_for_the_unknown_one_in_training_alone()
    {
        const int Count = 100_000;
        const double Share = 0.2;
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Embedding(3, 1, paddingIndex: 2, unknown: Share).Build(new Shape(Count), seed: 1);
        Tensor weight = module.parameters().Single();
        using (no_grad())
            weight.copy_(tensor([7f, 8f, 9f]).view(3, 1));
        Tensor seen = ones(1, Count), padding = seen * 2;

        module.call(seen).sum().backward();
        double[] learned = weight.grad!.ToDoubles();
        double[] scored = Eval(module, seen), padded = Eval(module, padding);

        // Four standard deviations of a binomial count: each index gives its row a slope of 1.
        Assert.AreEqual(Share * Count, learned[0], 4 * Math.Sqrt(Count * Share * (1 - Share)));
        Assert.AreEqual(Count, learned[0] + learned[1], 1e-6);
        Assert.IsTrue(scored.All(value => value == 8));
        Assert.IsTrue(padded.All(value => value == 0));
        module.train();
        Assert.IsTrue(module.call(padding).ToDoubles().All(value => value == 0), "Padding is never taken for the unknown one.");
    }

    [TestMethod]
    public void Which_indices_are_unknown_follows_from_the_seed_and_changes_from_batch_to_batch()
    {
        double[][] one = Calls(seed: 1), same = Calls(seed: 1), other = Calls(seed: 2);
        CollectionAssert.AreEqual(one[0], same[0]);
        CollectionAssert.AreEqual(one[1], same[1]);
        CollectionAssert.AreNotEqual(one[0], one[1]);
        CollectionAssert.AreNotEqual(one[0], other[0]);

        static double[][] Calls(int seed)
        {
            using DisposeScope scope = NewDisposeScope();
            using nn.Module<Tensor, Tensor> module = Embedding(2, 1, unknown: 0.5).Build(new Shape(1000), seed);
            using (no_grad())
                module.parameters().Single().copy_(tensor([0f, 1f]).view(2, 1));
            Tensor input = ones(1, 1000);
            return [module.call(input).ToDoubles(), module.call(input).ToDoubles()];
        }
    }

    [TestMethod]
    public void Unknown_is_off_by_default_and_no_weight_depends_on_it()
    {
        Assert.AreEqual(0, Embedding(3, 2).Unknown);
        double[][] weights = [.. new Layer[] { Embedding(3, 2), Embedding(3, 2, unknown: 0.5) }.Select(layer =>
        {
            using nn.Module<Tensor, Tensor> module = layer.Build(new Shape(3), seed: 4);
            return module.parameters().Single().ToDoubles();
        })];
        CollectionAssert.AreEqual(weights[0], weights[1]);
    }

    [TestMethod]
    public void An_unknown_feature_that_is_the_padding_is_refused() => StringAssert.Contains(
        Assert.ThrowsExactly<ArgumentException>(() => Embedding(3, 2, paddingIndex: 0, unknown: 0.1)).Message, "unknown and padding");

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

    private static double[] Eval(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        module.eval();
        return module.call(input).ToDoubles();
    }

    [TestMethod]
    public void Thousands_of_slots_are_multiplied_where_they_lie_and_give_the_same()
    {
        const int First = 600, Second = 700, Width = 3;
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module =
            EntityEmbedding(Width, 1..(1 + First), (2 + First)..(2 + First + Second)).Build(new Shape(2 + First + Second), seed: 1);
        float[] one = [.. module.get_parameter("0.weight")!.data<float>()], two = [.. module.get_parameter("1.weight")!.data<float>()];
        var rows = new float[3, 2 + First + Second];
        (rows[0, 0], rows[0, 1 + 17], rows[0, 1 + First], rows[0, 2 + First + 699]) = (5, 1, 7, 1);
        rows[1, 1 + 3] = 2; // Nothing of the second column was seen.
        (rows[2, 1 + 2], rows[2, 1 + 599]) = (1, -1);

        float[] result = [.. module.call(tensor(rows)).data<float>()];

        for (int i = 0; i < Width; i++)
        {
            float Level(float[] table, int level) => table[((level + 1) * Width) + i];
            Assert.AreEqual(Level(one, 17), result[2 + i], 1e-6);
            Assert.AreEqual(Level(two, 699), result[2 + Width + i], 1e-6);
            Assert.AreEqual(2 * Level(one, 3), result[(2 + (2 * Width)) + 2 + i], 1e-6);
            Assert.AreEqual(two[i], result[(2 + (2 * Width)) + 2 + Width + i], 1e-6);
            Assert.AreEqual(Level(one, 2) - Level(one, 599), result[(2 * (2 + (2 * Width))) + 2 + i], 1e-6);
        }

        CollectionAssert.AreEqual(new[] { 5f, 7f }, result[..2]);
    }
}
