using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Construction;

/// <summary>What a network says of a shape that does not fit, and of numbers out of range.</summary>
[TestClass]
public sealed class NetworkShapeTests
{
    private static readonly Shape Image = new(1, 28, 28);

    [TestMethod]
    public void A_layer_alone_names_itself() => Says(
        "Dense(10): expects a vector, or time × features, got 1×28×28. Put Flatten() before it.", Dense(10), Image);

    [TestMethod]
    public void A_chain_names_the_place() => Says(
        "Layer 3 of 3, Conv((5, 5), 16, Relu): expects channels × height × width, got 120 values. Put it before Flatten().",
        Chain(Flatten(), Dense(120), Conv((5, 5), 16, Relu)),
        Image);

    [TestMethod]
    public void Nested_chains_name_the_path() => Says(
        "Layer 2.1.2, Softmax(): expects a vector with a score for each class, got 2×26×26. Put Flatten() before it.",
        Chain(Conv((3, 3), 2), Chain(Chain(BatchNorm(), Softmax()))),
        Image);

    [TestMethod]
    public void A_matrix_is_no_image() => Says(
        "MaxPool((2, 2)): expects channels × height × width, got 28×28. Give the features the dimensions 1×28×28.",
        MaxPool((2, 2)),
        new Shape(28, 28));

    [TestMethod]
    public void A_window_larger_than_its_padded_input_is_refused() => Says(
        "Conv((5, 5), 2, padding: (1, 1)): its window is 5 wide, its input only 4 with its padding of 2. Use a smaller window, or "
        + "padding: Padding.Same.",
        Conv((5, 5), 2, padding: 1),
        new Shape(1, 3, 2),
        new Shape(1, 3, 3));

    [TestMethod]
    public void A_stated_number_of_inputs_is_checked() => Says(
        "Dense(inputs: 2, outputs: 1): expects 2 inputs, got 3. Leave its inputs out, or say 3.",
        Dense(inputs: 2, outputs: 1),
        new Shape(3),
        new Shape(2));

    [TestMethod]
    public void A_stated_number_of_inputs_is_that_of_each_step_of_a_sequence() => Says(
        "Dense(inputs: 20, outputs: 1): expects 20 inputs, got 10×3, time × features, of which it takes the 3 features of each step. "
        + "Leave its inputs out, or say 3.",
        Dense(inputs: 20, outputs: 1),
        new Shape(10, 3),
        new Shape(10, 20));

    [TestMethod]
    public void A_stated_number_of_channels_is_checked() => Says(
        "Conv((3, 3), inputs: 3, filters: 7): expects 3 channels, got 1 in 1×28×28. Leave its inputs out, or say 1.",
        Conv((3, 3), inputs: 3, filters: 7),
        Image,
        new Shape(3, 28, 28));

    [TestMethod]
    public void Groups_divide_the_channels() => Says(
        "Conv((3, 3), 4, groups: 2): expects channels in 2 equal groups, got 3 channels in 3×8×8. Choose groups that divide them.",
        Conv((3, 3), 4, groups: 2),
        new Shape(3, 8, 8),
        new Shape(2, 8, 8));

    [TestMethod]
    public void A_weight_too_large_for_a_tensor_is_refused()
    {
        NetworkShapeException fault = Assert.ThrowsExactly<NetworkShapeException>(
            () => Chain(Dense(100_000), Dense(100_000)).Parameters(new Shape(3)));
        StringAssert.StartsWith(fault.Message, "Layer 2 of 2, Dense(100000): its weight would be 100000×100000, more than");
    }

    [TestMethod]
    public void An_image_too_large_for_a_tensor_is_refused() =>
        Assert.ThrowsExactly<NetworkShapeException>(() => Conv((1, 1), int.MaxValue, padding: 100).OutputShape(Image));

    [TestMethod]
    public void Counts_of_parameters_exceed_32_bits()
    {
        Layer wide = Chain(Dense(40_000), Dense(40_000), Dense(40_000));
        Assert.AreEqual(40_000L * (4 + (2 * 40_001)), wide.ParameterCount(new Shape(3)));
    }

    [TestMethod]
    public void Output_is_as_wide_as_it_is_told()
    {
        Layer network = Chain(Dense(5, Relu), Chain(Output(Tanh), Softmax()));
        Says(
            "Layer 2.1, Output(Tanh): is as wide as the label asks, which a trainer knows. Without a trainer, write Dense(n).",
            network,
            new Shape(3));
        Assert.AreEqual(Chain(Dense(5, Relu), Chain(Dense(7, Tanh), Softmax())), network.WithOutputWidth(7));
        Assert.AreEqual(network, NetworkJson.Read(NetworkJson.Write(network)));
    }

    [TestMethod]
    public void A_network_without_an_open_width_stays_the_same_object()
    {
        Layer network = Chain(Dense(5, Relu), Chain(Dense(3), Softmax()));
        Assert.AreSame(network, network.WithOutputWidth(7));
    }

    [TestMethod]
    public void Arguments_out_of_range_are_refused_at_once_and_by_name()
    {
        Refuses("outputs", () => Dense(0));
        Refuses("inputs", () => Dense(0, 1));
        Refuses("kernel", () => Conv((0, 3), 1));
        Refuses("kernel", () => Conv((3, 40_000), 1));
        Refuses("filters", () => Conv((3, 3), 0));
        Refuses("inputs", () => Conv((3, 3), 0, 1));
        Refuses("stride", () => Conv((3, 3), 1, stride: (1, 0)));
        Refuses("dilation", () => Conv((3, 3), 1, dilation: (0, 1)));
        Refuses("groups", () => Conv((3, 3), 1, groups: 0));
        Refuses("groups", () => Conv((3, 3), 3, groups: 2));
        Refuses("groups", () => Conv((3, 3), inputs: 3, filters: 4, groups: 2));
        Refuses("amount", () => Conv((3, 3), 1, padding: -1));
        Refuses("amount", () => Conv((3, 3), 1, padding: (0, -1)));
        Refuses("padding", () => Conv((3, 3), 1, padding: (1, 1, 1)));
        Refuses("stride", () => Conv(3, 1, stride: (1, 2)));
        Refuses("kernel", () => Conv(default, 1));
        Refuses("outputPadding", () => ConvTranspose(3, 1, outputPadding: 1));
        Refuses("outputPadding", () => ConvTranspose(3, 1, stride: 2, padding: Padding.Same, outputPadding: 1));
        Refuses("size", () => AdaptiveMaxPool((0, 1)));
        Refuses("scale", () => Upsample(0));
        Refuses("factor", () => PixelShuffle(0));
        Refuses("levels", () => Embedding(0, 1));
        Refuses("unknown", () => Embedding(2, 1, unknown: 1));
        Refuses("unknown", () => Embedding(2, 1, unknown: -0.1));
        Refuses("unknown", () => Embedding(2, 1, unknown: double.NaN));
        Refuses("combine", () => EmbeddingBag(2, 1, Combine.Multiply));
        Refuses("combine", () => EmbeddingBag(2, 1, Combine.Subtract));
        Refuses("width", () => EntityEmbedding(0));
        Refuses("hidden", () => Lstm(0));
        Refuses("heads", () => MultiHeadAttention(0));
        Refuses("dropout", () => MultiHeadAttention(dropout: 1));
        Refuses("axes", () => LayerNorm(axes: 0));
        Refuses("groups", () => GroupNorm(0));
        Refuses("axis", () => Combine.Concat(-1));
        Refuses("dimensions", () => Reshape(2, 0));
        Refuses("deviation", () => Initializers.Normal(0));
        Refuses("window", () => MaxPool((2, 0)));
        Refuses("stride", () => MeanPool((2, 2), stride: (0, 1)));
        Refuses("padding", () => MaxPool((2, 2), padding: 2));
        Refuses("padding", () => MeanPool((3, 3), padding: (1, 2)));
        Refuses("probability", () => Dropout(1));
        Refuses("probability", () => Dropout(-0.1));
        Refuses("probability", () => Dropout(double.NaN));
        Refuses("epsilon", () => BatchNorm(epsilon: 0));
        Refuses("momentum", () => BatchNorm(momentum: 1.5));
        Refuses("slope", () => LeakyRelu(-1));
        Refuses("slope", () => LeakyRelu(double.PositiveInfinity));
    }

    [TestMethod]
    public void Chains_need_layers_and_nest_to_a_limit()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Chain());
        Assert.ThrowsExactly<ArgumentException>(() => Chain(Flatten(), null!));
        Layer nested = Flatten();
        for (int depth = 2; depth <= 24; depth++)
            nested = Chain(nested);
        Assert.AreEqual(nested, NetworkJson.Read(NetworkJson.Write(nested)));
        Assert.ThrowsExactly<ArgumentException>(() => Chain(nested));
    }

    [TestMethod]
    public void A_named_layer_is_named() => Says(
        "Layer body.2, Softmax(): expects a vector with a score for each class, got 2×26×26. Put Flatten() before it.",
        Chain(("body", Chain(Conv((3, 3), 2), Softmax()))),
        Image);

    [TestMethod]
    public void Layers_side_by_side_have_places()
    {
        Says(
            "Layer 2.1, Dense(3): expects a vector, or time × features, got 1×28×28. Put Flatten() before it.",
            Chain(BatchNorm(), SkipConnection(Dense(3))),
            Image);
        Says(
            "Layer 2 of 2, Dense(3): expects a vector, or time × features, got 1×28×28. Put Flatten() before it.",
            Parallel(Combine.Add, Flatten(), Dense(3)),
            Image);
    }

    [TestMethod]
    public void Outputs_that_do_not_fit_each_other_are_refused()
    {
        NetworkShapeException fault = Assert.ThrowsExactly<NetworkShapeException>(
            () => Chain(Flatten(), SkipConnection(Dense(3))).OutputShape(Image));
        StringAssert.StartsWith(fault.Message, "Layer 2 of 2, SkipConnection(");
        StringAssert.EndsWith(fault.Message, "combines outputs of one shape, got 3 and 784.");
        fault = Assert.ThrowsExactly<NetworkShapeException>(
            () => Parallel(Combine.Concat(), Conv((3, 3), 2), Conv((5, 5), 2)).OutputShape(Image));
        StringAssert.EndsWith(
            fault.Message, "combines outputs that differ at most in dimension 0, counted from 0, got 2×26×26 and 2×24×24.");
    }

    [TestMethod]
    public void Sequences_have_time_and_features()
    {
        Says("Lstm(3): expects time × features, got 12. Put Reshape(12, 1), or the like, before it.", Lstm(3), new Shape(12),
            new Shape(4, 3));
        Says("Gru(3): expects time × features, got 1×28×28. Put Reshape(time, features) before it.", Gru(3), Image);
        Says(
            "MultiHeadAttention(): expects features in 8 equal heads, got 12 features in 4×12. Choose heads that divide them.",
            MultiHeadAttention(), new Shape(4, 12), new Shape(4, 16));
    }

    [TestMethod]
    public void Axes_are_those_of_the_window()
    {
        Says("Conv(3, 2): expects channels × length, got 784 values. Put Reshape(1, 784) before it.", Conv(3, 2), new Shape(784),
            new Shape(1, 784));
        Says("MaxPool((2, 2, 2)): expects channels × depth × height × width, got 1×28×28. Give the features the dimensions 1×1×28×28.",
            MaxPool((2, 2, 2)), Image);
        Says("DepthwiseConv((3, 3), 4): gives 4 channels, which is no multiple of the 3 in 3×8×8. Choose one, or leave it out.",
            DepthwiseConv((3, 3), 4), new Shape(3, 8, 8));
        Says("ConvTranspose(2, 1, padding: 2): its padding leaves nothing of the input, 1×3. Use a smaller padding.",
            ConvTranspose(2, 1, padding: 2), new Shape(1, 3));
        Says("PixelShuffle(2): expects a multiple of 4 channels, got 1 in 1×28×28.", PixelShuffle(2), Image);
    }

    [TestMethod]
    public void Values_that_do_not_fit_are_refused()
    {
        Says("Reshape(3, -1): cannot hold the 784 values of 1×28×28.", Reshape(3, -1), Image);
        Says("Reshape(7, 100): cannot hold the 784 values of 1×28×28.", Reshape(7, 100), Image);
        Says("Permute(1, 0): expects 2 dimensions, got 1×28×28.", Permute(1, 0), Image);
        Says("GroupNorm(2): expects channels in 2 equal groups, got 1 channels in 1×28×28. Choose groups that divide them.", GroupNorm(2),
            Image);
        Says("InstanceNorm(): expects more than one value in a channel, got 3×1: a single value has no variance.", InstanceNorm(),
            new Shape(3, 1));
        Says("Bilinear(2): expects a vector, or two as 2 × n, got 3×4. Parallel(Combine.Stack, …) makes two of one.", Bilinear(2),
            new Shape(3, 4));
        Says("EntityEmbedding(2..9): has a column in slots 2..9, but the features have 8 values.", EntityEmbedding(2..9), new Shape(8),
            new Shape(9));
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(() => EntityEmbedding().OutputShape(new Shape(8))).Message, "OneHotEncoding");
    }

    [TestMethod]
    public void Names_and_orders_that_cannot_be_are_refused()
    {
        foreach (string name in new[] { "", "a.b", "a b", "ä" })
            Assert.ThrowsExactly<ArgumentException>(() => Chain((name, Flatten())));
        Assert.ThrowsExactly<ArgumentException>(() => Chain(("a", Flatten()), ("a", Softmax())));
        Assert.ThrowsExactly<ArgumentException>(() => Permute(0, 2));
        Assert.ThrowsExactly<ArgumentException>(() => Permute());
        Assert.ThrowsExactly<ArgumentException>(() => Reshape(-1, -1));
        Assert.ThrowsExactly<ArgumentException>(() => EntityEmbedding(3..3));
        Assert.ThrowsExactly<ArgumentException>(() => EntityEmbedding(0..5, 4..6));
        Assert.ThrowsExactly<ArgumentException>(() => EntityEmbedding(0..^1));
        Assert.ThrowsExactly<ArgumentException>(() => Maxout());
    }

    private static void Says(string message, Layer network, Shape wrong, Shape? right = null)
    {
        Assert.AreEqual(message, Assert.ThrowsExactly<NetworkShapeException>(() => network.OutputShape(wrong)).Message);
        Assert.AreEqual(message, Assert.ThrowsExactly<NetworkShapeException>(() => network.Parameters(wrong)).Message);
        Assert.AreEqual(message, Assert.ThrowsExactly<NetworkShapeException>(() => network.Build(wrong)).Message);
        Assert.AreEqual(message, Assert.ThrowsExactly<NetworkShapeException>(() => network.Summary(wrong)).Message);
        if (right is not null)
            network.OutputShape(right);
    }

    private static void Refuses(string argument, Func<object> make) =>
        Assert.AreEqual(argument, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => make()).ParamName);
}
