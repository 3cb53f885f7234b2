using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Initializers;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>Convolutions and dense layers that begin by whitening the training rows.</summary>
[TestClass]
public sealed class WhiteningTests
{
    private const int Rows = 120, Channels = 2, Side = 5, Window = 2, Values = Channels * Window * Window;

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 1, Seed = 3, BatchSize = 16, FrozenLayers = ["0"],
    };

    [TestMethod]
    public void Outputs_over_the_training_rows_have_mean_0_variance_1_and_nothing_to_do_with_each_other()
    {
        Picture[] rows = Pictures(Rows);
        float[][] outputs = Outputs(Fit(Values, rows, epsilon: 1e-6), rows);

        for (int i = 0; i < Values; i++)
        {
            Assert.AreEqual(0, outputs.Average(row => (double)row[i]), 2e-3);
            for (int j = 0; j <= i; j++)
                Assert.AreEqual(i == j ? 1 : 0, outputs.Average(row => (double)row[i] * row[j]), 5e-3, $"{i}, {j}");
        }
    }

    [TestMethod]
    public void Filters_beyond_the_values_of_a_window_have_the_other_sign_and_those_beyond_both_a_start_of_their_own()
    {
        using NeuralNetworkTransformer fitted = Fit((2 * Values) + 3, Pictures(Rows));
        float[] weight = Weight(fitted, "0.weight"), bias = Weight(fitted, "0.bias");

        for (int i = 0; i < Values * Values; i++)
            Assert.AreEqual(-weight[i], weight[(Values * Values) + i]);
        for (int i = 0; i < Values; i++)
            Assert.AreEqual(-bias[i], bias[Values + i]);
        Assert.IsTrue(weight[(2 * Values * Values)..].All(value => value != 0));
        Assert.IsTrue(bias[(2 * Values)..].All(value => value == 0));
    }

    [TestMethod]
    public void Few_filters_are_the_directions_in_which_there_is_most()
    {
        Picture[] rows = Pictures(Rows);
        using NeuralNetworkTransformer few = Fit(2, rows), all = Fit(Values, rows);

        float[] weight = Weight(few, "0.weight");

        CollectionAssert.AreEqual(Weight(all, "0.weight")[..weight.Length], weight);

        // The longer a row of the weight, the less there was in its direction.
        double[] lengths = [.. Weight(all, "0.weight").Chunk(Values).Select(row => row.Sum(value => (double)value * value))];
        CollectionAssert.AreEqual(lengths.Order().ToArray(), lengths);
    }

    [TestMethod]
    public void Little_that_is_in_a_direction_is_not_blown_up()
    {
        // The second channel is the first but for a millionth.
        var random = new Random(5);
        Picture[] rows = Pictures(Rows);
        foreach (Picture row in rows)
        {
            for (int i = 0; i < Side * Side; i++)
                row.Features[(Side * Side) + i] = row.Features[i] + (1e-6f * random.NextSingle());
        }

        using NeuralNetworkTransformer fitted = Fit(Values, rows, epsilon: 0.01);
        double most = Weight(fitted, "0.weight").Chunk(Values).Max(row => row.Sum(value => (double)value * value));
        double variance = Enumerable.Range(0, Values).Average(value => Variance([.. Patches(rows).Select(patch => (double)patch[value])]));
        Assert.AreEqual(1 / (0.01 * variance), most, 0.01 / (0.01 * variance));
    }

    [TestMethod]
    public void A_dense_layer_whitens_its_inputs()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Chain(Dense(3, initializer: Whitening(1e-9)), Dense(5, Relu), Output()), s_options, rows);
        float[] weight = Weight(fitted, "0.weight"), bias = Weight(fitted, "0.bias");

        double[][] outputs = [.. rows.Select(row => Enumerable.Range(0, 3).Select(o =>
            bias[o] + row.Features.Select((value, i) => (double)value * weight[(o * 3) + i]).Sum()).ToArray())];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j <= i; j++)
                Assert.AreEqual(i == j ? 1 : 0, outputs.Average(row => row[i] * row[j]), 1e-3);
        }
    }

    [TestMethod]
    public void Patches_are_what_a_convolution_multiplies_its_weight_by()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((Shape input, ConvLayer layer) in new (Shape, ConvLayer)[]
        {
            (new Shape(3, 9), Conv(3, 4, stride: 2, dilation: 2, bias: false)),
            (new Shape(2, 6, 7), Conv((2, 3), 5, stride: (2, 1), bias: false)),
            (new Shape(2, 4, 5, 6), Conv(new Extent(2, 3, 2), 3, dilation: new Extent(1, 1, 2), bias: false)),
        })
        {
            using nn.Module<Tensor, Tensor> module = layer.Build(input, seed: 2);
            Tensor rows = rand(input.Batch(3)), weight = module.parameters().Single();

            Tensor products = WindowPatches.Of(rows, layer.Window).matmul(weight.view(layer.Filters, -1).t());

            Tensor expected = module.call(rows).movedim([1L], [-1L]).reshape(-1, layer.Filters);
            Assert.IsTrue(products.allclose(expected, atol: 1e-5), $"{layer}");
        }
    }

    [TestMethod]
    public void Learns_on_unless_it_is_frozen()
    {
        Picture[] rows = Pictures(Rows);
        using NeuralNetworkTransformer frozen = Fit(Values, rows), longer = Fit(Values, rows, options: s_options with { Epochs = 3 }),
            learned = Fit(Values, rows, options: s_options with { FrozenLayers = [] });

        CollectionAssert.AreNotEqual(Weight(frozen, "0.weight"), Weight(learned, "0.weight"));
        CollectionAssert.AreEqual(Weight(frozen, "0.weight"), Weight(longer, "0.weight"));
    }

    [TestMethod]
    public void Rows_held_out_have_no_part_in_it_and_training_further_keeps_it()
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkTrainer trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Network(Values, 5e-4), s_options);
        IDataView rows = ml.Data.LoadFromEnumerable(Pictures(Rows));
        IDataView far = ml.Data.LoadFromEnumerable(Pictures(Rows, seed: 8, scale: 9));

        using NeuralNetworkTransformer alone = trainer.Fit(rows), validated = trainer.Fit(rows, far);
        using NeuralNetworkTransformer further = trainer.Fit(far, alone.Model);

        CollectionAssert.AreEqual(Weight(alone, "0.weight"), Weight(validated, "0.weight"));
        CollectionAssert.AreEqual(Weight(alone, "0.weight"), Weight(further, "0.weight"));
    }

    [TestMethod]
    public void Initial_weights_take_its_place()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer first = Fit(Values, Pictures(Rows));
        string path = folder.File("weights.safetensors");
        first.Model.SaveWeights(path);

        using NeuralNetworkTransformer other = Fit(Values, Pictures(Rows, seed: 8, scale: 9),
            options: s_options with { InitialWeights = PretrainedWeights.FromFile(path) });

        CollectionAssert.AreEqual(Weight(first, "0.weight"), Weight(other, "0.weight"));
    }

    [TestMethod]
    public void Pictures_of_one_colour_leave_the_start_as_it_was()
    {
        Picture[] rows = Pictures(Rows);
        foreach (Picture row in rows)
            Array.Fill(row.Features, 0.7f);
        using NeuralNetworkTransformer fitted = Fit(Values, rows);

        Assert.IsTrue(Weight(fitted, "0.weight").All(float.IsFinite));
        Assert.AreEqual(1, Weight(fitted, "0.weight")[..Values].Sum(value => (double)value * value), 1e-5);
    }

    [TestMethod]
    public void Other_layers_refuse_it_by_name_before_a_row_is_read()
    {
        var image = new Shape(4, 6, 6);
        foreach ((Layer layer, Shape input) in new (Layer, Shape)[]
        {
            (Conv((2, 2), 4, groups: 2, initializer: Whitening()), image), (DepthwiseConv((2, 2), initializer: Whitening()), image),
            (ConvTranspose((2, 2), 4, initializer: Whitening()), image), (WeightNorm(Conv((2, 2), 4, initializer: Whitening())), image),
            (Scale(initializer: Whitening()), new Shape(3)), (Bilinear(2, initializer: Whitening()), new Shape(3)),
            (Members(2, Chain(Dense(3, initializer: Whitening()), Dense(1))), new Shape(3)),
        })
        {
            var fault = Assert.ThrowsExactly<NetworkShapeException>(() => layer.Build(input), $"{layer}");
            StringAssert.Contains(fault.Message, "Whitening()");
        }

        var fitted = Assert.ThrowsExactly<NetworkShapeException>(() => Fits.Multiclass(
            Chain(Scale(initializer: Whitening()), Output()), s_options, Examples.Make(10)));
        StringAssert.Contains(fitted.Message, "Conv without groups and Dense");
    }

    [TestMethod]
    public void What_passes_inputs_on_may_begin_at_random_beyond_them()
    {
        Initializer wide = IdentityMapping(2, rest: KaimingUniform);
        var values = new float[5 * 2 * 3];
        wide.Fill(values, new Shape(5, 2, 3), 6, 15, new Random(1));

        CollectionAssert.AreEqual(new float[] { 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0 }, values[..12]);
        Assert.IsTrue(values[12..].All(value => value != 0 && Math.Abs(value) <= 1));
        Assert.ThrowsExactly<ArgumentException>(() => IdentityMapping(rest: Whitening()));
    }

    private static ChainLayer Network(int filters, double epsilon) => Chain(
        Conv((Window, Window), filters, initializer: Whitening(epsilon)), Activate(Relu), Flatten(), Output());

    private static NeuralNetworkTransformer Fit(
        int filters, Picture[] rows, double epsilon = 5e-4, NeuralNetworkOptions? options = null)
    {
        var ml = new MLContext(seed: 1);
        return ml.BinaryClassification.Trainers.NeuralNetwork(Network(filters, epsilon), options ?? s_options)
            .Fit(ml.Data.LoadFromEnumerable(rows));
    }

    /// <summary>The outputs of the first layer at all places of all rows, by the formula of a convolution.</summary>
    private static float[][] Outputs(NeuralNetworkTransformer fitted, Picture[] rows)
    {
        float[] weight = Weight(fitted, "0.weight"), bias = Weight(fitted, "0.bias");
        return [.. Patches(rows).Select(patch => Enumerable.Range(0, Values).Select(filter =>
            bias[filter] + Enumerable.Range(0, Values).Sum(value => weight[(filter * Values) + value] * patch[value])).ToArray())];
    }

    /// <summary>What lies under the window at all places of all rows.</summary>
    private static IEnumerable<float[]> Patches(Picture[] rows) =>
        from row in rows
        from place in Enumerable.Range(0, (Side - 1) * (Side - 1))
        let top = place / (Side - 1)
        let left = place % (Side - 1)
        select Enumerable.Range(0, Values).Select(value =>
            row.Features[((((value / 4) * Side) + top + (value / 2 % 2)) * Side) + left + (value % 2)]).ToArray();

    private static double Variance(double[] values) => values.Average(value => Math.Pow(value - values.Average(), 2));

    private static float[] Weight(NeuralNetworkTransformer fitted, string name) =>
        fitted.Model.Weights.Single(weight => weight.Name == name).Values.ToArray();

    /// <summary>Pictures whose neighbours and channels are alike.</summary>
    private static Picture[] Pictures(int count, int seed = 1, float scale = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            float[] values = new float[Channels * Side * Side];
            float slopeX = random.NextSingle(), slopeY = random.NextSingle(), shade = random.NextSingle();
            for (int i = 0; i < values.Length; i++)
                values[i] = scale * (shade + (slopeX * (i % Side)) + (slopeY * (i / Side % Side)) + (0.2f * random.NextSingle()));
            return new Picture { Features = values, Label = slopeX > 0.5f };
        })];
    }

    private sealed class Picture
    {
        [VectorType(Channels, Side, Side)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
