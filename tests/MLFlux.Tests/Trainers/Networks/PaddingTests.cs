using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Padding changes nothing, or is refused: it never passes for content.</summary>
[TestClass]
public sealed class PaddingTests
{
    private const int Levels = 50;

    private static readonly float[] s_text = [7, 3, 0, 12, 49, 7, 1, 0, 30, 2]; // With something missing within.

    private static readonly Dictionary<string, Layer> s_networks = new()
    {
        ["Rnn"] = Chain(Words, Rnn(6), Dense(2)),
        ["Lstm"] = Chain(Words, Lstm(6), Dense(2)),
        ["Gru"] = Chain(Words, Gru(6), Dense(2)),
        ["GruV3"] = Chain(Words, GruV3(6), Dense(2)),
        ["Lstm's state"] = Chain(Words, Lstm(6, returnState: true), Flatten(), Dense(2)),
        ["Recurrence"] = Chain(Words, Recurrence(LstmCell(6)), Dense(2)),
        ["recurrent layers in a row"] = Chain(Words, Gru(6, returnSequences: true), Dropout(0.3), Recurrence(GruCell(5)), Dense(2)),
        ["mean over time"] = Chain(Words, Dense(6, Gelu), Permute(1, 0), GlobalMeanPool(), Flatten(), Dense(2)),
        ["max over time"] = Chain(Words, Dense(6, Gelu), Permute(1, 0), GlobalMaxPool(), Flatten(), Dense(2)),
        ["attention"] = Chain(
            Words, SkipConnection(MultiHeadAttention(heads: 2)), LayerNorm(), Permute(1, 0), GlobalMeanPool(), Flatten(), Dense(2)),
        ["attention between recurrent layers"] = Chain(
            Words, Gru(6, returnSequences: true), MultiHeadAttention(heads: 3), Lstm(4), Dense(2)),
        ["convolutions that keep the length"] = Chain(
            Words, Dense(6, Gelu), Permute(1, 0), Conv(3, 8, Relu, padding: Padding.Same), Conv(4, 5, dilation: 2, padding: Padding.Same),
            GlobalMaxPool(), Flatten(), Dense(2)),
        ["both pools"] = Chain(
            Words, Permute(1, 0), Parallel(Combine.Concat(), GlobalMaxPool(), GlobalMeanPool()), Flatten(), Dense(2)),
        ["directions"] = Chain(Words, Parallel(Combine.Concat(), Gru(4), Chain(Dense(4), Lstm(3))), Dense(2)),
        ["scaled by a norm of weights"] = Chain(Words, WeightNorm(Dense(6)), Activate(Tanh), Gru(3), Dense(2)),
        ["EmbeddingBag"] = Chain(EmbeddingBag(Levels, 6, padding: 0), Dense(2)),
        ["EmbeddingBag of the largest"] = Chain(EmbeddingBag(Levels, 6, Combine.Max, padding: 0), Dense(2)),
        ["EmbeddingBag of sums"] = Chain(EmbeddingBag(Levels, 6, Combine.Add, padding: 0), Dense(2)),
    };

    private static readonly Dictionary<string, (Layer Network, string Named)> s_refused = new()
    {
        ["Flatten"] = (Chain(Words, Flatten(), Dense(2)), "Layer 2 of 3, Flatten()"),
        ["Reshape"] = (Chain(Words, Reshape(-1), Dense(2)), "Layer 2 of 3, Reshape(-1)"),
        ["Conv"] = (Chain(Words, Permute(1, 0), Conv(3, 4), GlobalMaxPool(), Flatten(), Dense(2)), "Layer 3 of 6, Conv(3, 4)"),
        ["Conv in strides"] = (
            Chain(Words, Permute(1, 0), Conv(3, 4, stride: 2, padding: Padding.Same), GlobalMaxPool(), Flatten(), Dense(2)),
            "Layer 3 of 6, Conv"),
        ["MaxPool"] = (Chain(Words, Permute(1, 0), MaxPool(2), GlobalMaxPool(), Flatten(), Dense(2)), "Layer 3 of 6, MaxPool(2)"),
        ["BatchNorm"] = (Chain(Words, BatchNorm(), Gru(3), Dense(2)), "Layer 2 of 4, BatchNorm()"),
        ["over all steps"] = (Chain(Words, LayerNorm(axes: 2), Gru(3), Dense(2)), "Layer 2 of 4, LayerNorm(axes: 2)"),
        ["features as time"] = (Chain(Words, Permute(1, 0), Gru(3), Dense(2)), "Layer 3 of 4, Gru(3)"),
        ["dense over time"] = (Chain(Words, Permute(1, 0), Dense(3), Flatten(), Dense(2)), "Layer 3 of 5, Dense(3)"),
        ["within"] = (Chain(Words, Chain(Dense(4), Flatten()), Dense(2)), "Layer 2.2, Flatten()"),
        ["behind a sequence"] = (Chain(Words, Gru(3, returnSequences: true), Flatten(), Dense(2)), "Layer 3 of 4, Flatten()"),
        ["one of two"] = (
            Chain(Parallel(Combine.Concat(axis: 1), Words, Embedding(Levels, 4)), Gru(3), Dense(2)), "Parallel("),
        ["one after another"] = (Chain(Words, SkipConnection(Dense(6), Combine.Concat()), Gru(3), Dense(2)), "SkipConnection("),
    };

    private static EmbeddingLayer Words => Embedding(Levels, 6, padding: 0);

    private static IEnumerable<object[]> Networks => s_networks.Keys.Select(name => new object[] { name });

    private static IEnumerable<object[]> Refused => s_refused.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void The_same_text_padded_to_32_and_to_128_gives_the_same(string name)
    {
        Layer network = s_networks[name];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        double[] alone = Run(network, s_text.Length, s_text);
        foreach (int length in (int[])[32, 128])
        {
            Numbers.AreClose(alone, Run(network, length, s_text), 1e-6, $"{length}, behind");
            Numbers.AreClose(alone, Run(network, length, [.. new float[length - s_text.Length], .. s_text]), 1e-6, $"{length}, before");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Texts_of_other_lengths_in_a_batch_change_nothing_and_one_without_words_is_finite(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        double[] alone = Run(s_networks[name], 16, s_text);
        double[] batch = Run(s_networks[name], 16, s_text, [5], [], [.. Enumerable.Repeat(9f, 16)]);

        Numbers.AreClose(alone, batch[..2], 1e-6);
        Assert.IsTrue(batch.All(double.IsFinite));
    }

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void A_layer_that_would_take_padding_for_content_is_named(string name)
    {
        (Layer network, string named) = s_refused[name];
        string message = Assert.ThrowsExactly<NetworkShapeException>(() => network.Build(new Shape(16))).Message;

        StringAssert.Contains(message, named);
        StringAssert.Contains(message, "padding");
    }

    [TestMethod]
    public void The_advice_of_that_error_works()
    {
        using nn.Module<Tensor, Tensor> module = Chain(Embedding(Levels, 6, paddingIndex: 0), Flatten(), Dense(2)).Build(new Shape(16));
        Assert.IsTrue(module.training);
        using nn.Module<Tensor, Tensor> pooled =
            Chain(Words, Permute(1, 0), GlobalMaxPool(), Flatten(), Dense(2)).Build(new Shape(16));
        Assert.IsTrue(pooled.training);
    }

    [TestMethod]
    public void Without_padding_nothing_is_left_out()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        Layer network = Chain(Embedding(Levels, 6), Gru(6), Dense(2)); // A missing key has a vector that is learned.
        double[] behind = Run(network, 32, s_text);
        Assert.AreNotEqual(behind[0], Run(network, s_text.Length, s_text)[0], 1e-4);
    }

    [TestMethod]
    public void Threads_that_share_a_module_have_masks_of_their_own()
    {
        using nn.Module<Tensor, Tensor> module = Chain(Words, Gru(6), Dense(2)).Build(new Shape(16), seed: 1);
        module.eval();
        float[][] texts = [.. Enumerable.Range(1, 8).Select(length => Enumerable.Repeat(5f, length).ToArray())];
        double[][] expected = [.. texts.Select(text => Score(module, text))];

        System.Threading.Tasks.Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Numbers.AreClose(expected[i % texts.Length], Score(module, texts[i % texts.Length]), 1e-6));
    }

    [TestMethod]
    public void A_chain_within_a_chain_was_disposed_of_twice()
    {
        nn.Module<Tensor, Tensor> module = Chain(Chain(Words, Gru(6)), Dense(2)).Build(new Shape(16));
        Score(module, s_text);
        module.Dispose();
        module.Dispose();
    }

    [TestMethod]
    public void Padding_and_paddingIndex_together_are_refused() =>
        Assert.AreEqual("padding", Assert.ThrowsExactly<ArgumentException>(() => Embedding(5, 2, paddingIndex: 0, padding: 0)).ParamName);

    private static double[] Score(nn.Module<Tensor, Tensor> module, float[] text)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        return module.call(tensor([.. text, .. new float[16 - text.Length]]).view(1, 16)).ToDoubles();
    }

    /// <summary>What a network of one seed gives for texts, each filled up with padding behind.</summary>
    private static double[] Run(Layer network, int length, params float[][] texts)
    {
        using nn.Module<Tensor, Tensor> module = network.Build(new Shape(length), seed: 5);
        module.eval();
        float[] rows = [.. texts.SelectMany(text => text.Concat(new float[length - text.Length]))];
        return module.call(tensor(rows).view(texts.Length, length)).ToDoubles();
    }
}
