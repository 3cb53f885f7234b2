using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>Channels on the scale of the training rows.</summary>
[TestClass]
public sealed class StandardizeTests
{
    private const int Channels = 3, Places = 4;

    [TestMethod]
    public void Each_channel_has_mean_0_and_deviation_1_over_the_training_rows()
    {
        var ml = new MLContext(seed: 1);
        Row[] rows = Rows(50);
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers
            .NeuralNetwork(Chain(Standardize(), Flatten(), Output()), new NeuralNetworkOptions { Epochs = 2, Seed = 1 })
            .Fit(ml.Data.LoadFromEnumerable(rows));
        float[] means = Weight(fitted, "0.mean"), scales = Weight(fitted, "0.scale");

        for (int channel = 0; channel < Channels; channel++)
        {
            double[] values = [.. rows.SelectMany(row => row.Features.Skip(channel * Places).Take(Places)).Select(value => (double)value)];
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            Assert.AreEqual(mean, means[channel], 1e-5 * Math.Abs(mean));
            Assert.AreEqual(1 / deviation, scales[channel], 1e-4 / deviation);
        }
    }

    [TestMethod]
    public void A_vector_has_a_scale_for_each_value_and_validation_rows_have_no_part_in_it()
    {
        var ml = new MLContext(seed: 1);
        Example[] far = Examples.Make(20, seed: 2);
        foreach (Example row in far)
            row.Features[0] += 100;
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(
            Chain(Standardize(), Output()), new NeuralNetworkOptions { Epochs = 1, Seed = 1, LabelColumnName = nameof(Example.Amount) });

        using NeuralNetworkTransformer fitted = trainer.Fit(Examples.View(ml, Examples.Make(40)), Examples.View(ml, far));

        float[] means = Weight(fitted, "0.mean");
        Assert.HasCount(Examples.Width, means);
        for (int i = 0; i < Examples.Width; i++)
            Assert.AreEqual(Examples.Make(40).Average(row => (double)row.Features[i]), means[i], 1e-6);
    }

    [TestMethod]
    public void Constants_and_values_that_are_not_finite_make_no_scale()
    {
        using nn.Module<Tensor, Tensor> module = Standardize().Build(new Shape(4));
        const float none = float.NaN, infinite = float.PositiveInfinity;
        using Tensor rows = tensor(new[] { none, 0.1f, 5, none, 2, 0.1f, infinite, none, 4, 0.1f, 7, none }, [3, 4]);

        using (no_grad())
            ((IPreparedModule)module).Prepare(rows);

        using Tensor after = module.call(rows);
        CollectionAssert.AreEqual(new float[] { -1, 0 }, after[1].data<float>().ToArray()[..2]);
        Assert.AreEqual(-1, after[0, 2].item<float>());
        Assert.AreEqual(1, module.named_buffers().Single(one => one.name == "scale").buffer[3].item<float>());
    }

    [TestMethod]
    public void A_saved_model_scores_as_the_fitted_one()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Rows(30));
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers
            .NeuralNetwork(Chain(Standardize(), Flatten(), Output()), new NeuralNetworkOptions { Epochs = 2, Seed = 1 }).Fit(rows);

        var loaded = (NeuralNetworkTransformer)Models.ModelZip.Load(Models.ModelZip.Save(fitted));

        CollectionAssert.AreEqual(
            fitted.Transform(rows).GetColumn<float>("Score").ToArray(), loaded.Transform(rows).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void A_network_that_begins_so_is_trained_by_MLFlux_itself_and_learns_what_the_modules_learn()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Rows(30));
        NeuralNetworkTransformer Fit(params Layer[] last) => ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain([Standardize(), Reshape(Channels, 2, 2), Conv((2, 2), 5, Activation.Tanh), Flatten(), .. last, Output()]),
            new NeuralNetworkOptions { Epochs = 10, Seed = 1, BatchSize = 30 }).Fit(rows);

        using NeuralNetworkTransformer fitted = Fit(), byModules = Fit(Permute(0)); // It has no step.

        Assert.AreEqual((LaneWidth.IsFast, false), (HasPlan(fitted), HasPlan(byModules)));
        Weights.AssertClose(Weights.All(byModules), Weights.All(fitted), 1e-4);

        static bool HasPlan(NeuralNetworkTransformer one) => KernelPlan.TryCreate(
            OutputHead.Of(one.Model.Network, one.Model.Task).Body, one.Model.InputShape, isTraining: true) is not null;
    }

    private static float[] Weight(NeuralNetworkTransformer fitted, string name) =>
        fitted.Model.Weights.Single(weight => weight.Name == name).Values.ToArray();

    private static Row[] Rows(int count)
    {
        var random = new Random(3);
        float Next() => random.NextSingle();
        return [.. Enumerable.Range(0, count).Select(row => new Row
        {
            Features = [.. Enumerable.Range(0, Channels * Places).Select(i => (i / Places * 50) + (((i / Places) + 0.5f) * Next()))],
            Label = row % 2 == 0,
        })];
    }

    private sealed class Row
    {
        [VectorType(Channels, Places)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
