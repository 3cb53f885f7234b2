using Microsoft.ML;
using MLFlux.Construction;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>
/// What a layer learns from the training rows before the first epoch; shown on the bins of <see cref="PiecewiseLinearLayer"/>.
/// </summary>
[TestClass]
public sealed class PreparationTests
{
    private const int Bins = 4, Rows = 41;

    private static readonly Layer s_network = Chain(PiecewiseLinear(Bins), Dense(4, Tanh), Output());
    private static readonly NeuralNetworkOptions s_options = new() { Epochs = 2, BatchSize = 8, Seed = 5,
        Optimizer = Optimizers.Adam(0.01) };

    [TestMethod]
    public void Layers_behind_the_last_one_that_learns_computed_for_all_rows()
    {
        using BuiltNetwork built = NetworkBuilder.Build(
            Chain(PiecewiseLinear(4), Dense(3, Relu), PiecewiseLinear(5), Dense(2)), new Shape(2), seed: 1);
        var called = new List<string>();
        foreach ((string name, torch.nn.Module part) in built.Module.named_modules())
        {
            if (part is torch.nn.Module<torch.Tensor, torch.Tensor> layer)
                layer.register_forward_pre_hook((_, input) => { called.Add(name); return input; });
        }

        using torch.Tensor rows = torch.randn(200, 2);
        NetworkPreparation.Run(built.Module, rows, new HashSet<string>());

        Assert.Contains("2", called);
        Assert.DoesNotContain("3", called);
        foreach (torch.Tensor starts in built.Module.named_buffers().Where(one => one.name.EndsWith("start", StringComparison.Ordinal))
            .Select(one => one.buffer))
        {
            Assert.IsGreaterThan(3, starts.data<float>().ToArray().Distinct().Count());
        }

        called.Clear();
        NetworkPreparation.Run(built.Module, rows, built.Module.named_buffers().Select(one => one.name).ToHashSet());
        Assert.IsEmpty(called, "All was given.");
    }

    [TestMethod]
    public void Bins_begin_at_the_quantiles_of_the_rows()
    {
        Example[] rows = Examples.Make(Rows);
        using NeuralNetworkTransformer fitted = Fits.Regression(s_network, s_options, rows);

        float[] start = Prepared(fitted, "0.start"), slope = Prepared(fitted, "0.slope");

        for (int feature = 0; feature < Examples.Width; feature++)
        {
            // Of 41 values, every tenth is a quartile.
            float[] sorted = [.. rows.Select(row => row.Features[feature]).Order()];
            for (int bin = 0; bin < Bins; bin++)
            {
                Assert.AreEqual(sorted[10 * bin], start[(feature * Bins) + bin], 1e-6);
                Assert.AreEqual(1 / (sorted[10 * (bin + 1)] - sorted[10 * bin]), slope[(feature * Bins) + bin], 1e-2);
            }
        }
    }

    [TestMethod]
    public void Rows_held_out_have_no_part_in_it()
    {
        Example[] rows = Examples.Make(60);
        NeuralNetworkOptions options = s_options with { ValidationFraction = 0.25 };
        using NeuralNetworkTransformer fitted = Fits.Regression(s_network, options, rows);
        float[] start = Prepared(fitted, "0.start");
        int changed = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            float before = rows[row].Features[0];
            rows[row].Features[0] = -1000;
            using NeuralNetworkTransformer other = Fits.Regression(s_network, options with { Epochs = 1 }, rows);
            rows[row].Features[0] = before;
            if (Prepared(other, "0.start")[0] == -1000)
                changed++;
            else
                CollectionAssert.AreEqual(start, Prepared(other, "0.start"), "A row held out moved a bin.");
        }

        Assert.AreEqual(45, changed, "Each of the 45 rows to train on would be the smallest value.");
    }

    [TestMethod]
    public void Rows_of_a_validation_set_have_no_part_in_it()
    {
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(Rows), far = Examples.Make(20, seed: 2);
        foreach (Example row in far)
            row.Features[0] += 100;
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(s_network,
            s_options with { LabelColumnName = nameof(Example.Amount) });
        using NeuralNetworkTransformer alone = trainer.Fit(Examples.View(ml, rows)),
            validated = trainer.Fit(Examples.View(ml, rows), Examples.View(ml, far));
        CollectionAssert.AreEqual(Prepared(alone, "0.start"), Prepared(validated, "0.start"));
    }

    [TestMethod]
    public void Streamed_rows_prepare_as_those_in_memory()
    {
        Example[] rows = Examples.Make(100_000);
        NeuralNetworkOptions options = s_options with { ValidationFraction = 0.02, Epochs = 1, BatchSize = 1000 };
        using NeuralNetworkTransformer inMemory = Fits.Regression(s_network, options, rows);
        using NeuralNetworkTransformer streamed = Fits.Regression(s_network, options with { MemoryBudget = 1_500_000 }, rows);
        float[] expected = Prepared(inMemory, "0.start"), actual = Prepared(streamed, "0.start");
        for (int place = 0; place < expected.Length; place++)
        {
            // No more rows are taken than a window has: the quartiles of some thousands, and a smallest value that is one by chance.
            if (place % Bins > 0)
                Assert.AreEqual(expected[place], actual[place], 0.02);
        }

        CollectionAssert.AreNotEqual(Prepared(inMemory, "1.weight"), Prepared(streamed, "1.weight"),
            "Nothing was streamed: the order of the rows is the same.");
    }

    [TestMethod]
    public void Training_further_keeps_what_was_learned()
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(s_network,
            s_options with { LabelColumnName = nameof(Example.Amount) });
        using NeuralNetworkTransformer first = trainer.Fit(Examples.View(ml, Examples.Make(Rows)));
        using NeuralNetworkTransformer further = trainer.Fit(Examples.View(ml, Examples.Make(Rows, seed: 9)), first.Model);
        using NeuralNetworkTransformer anew = trainer.Fit(Examples.View(ml, Examples.Make(Rows, seed: 9)));
        CollectionAssert.AreEqual(Prepared(first, "0.start"), Prepared(further, "0.start"));
        CollectionAssert.AreNotEqual(Prepared(first, "0.start"), Prepared(anew, "0.start"));
    }

    [TestMethod]
    public void A_resumed_fit_ends_as_one_that_was_not_interrupted()
    {
        using var folder = new TemporaryFolder();
        Example[] rows = Examples.Make(Rows);
        string path = folder.File("checkpoint.zip");
        using NeuralNetworkTransformer whole = Fits.Regression(s_network, s_options with { Epochs = 4 }, rows);
        using NeuralNetworkTransformer half = Fits.Regression(s_network, s_options with { Epochs = 2, CheckpointPath = path }, rows);
        using NeuralNetworkTransformer resumed = Fits.Regression(s_network, s_options with { Epochs = 4, ResumeFrom = path }, rows);
        Weights.AssertSame(whole, resumed);
    }

    [TestMethod]
    public void A_layer_learns_from_what_the_layers_before_it_give()
    {
        Example[] rows = Examples.Make(Rows);
        foreach (Example row in rows)
            row.Features[1] += 500;
        Layer network = Chain(SkipConnection(Chain(BatchNorm(affine: false), PiecewiseLinear(Bins)), Combine.Concat()), Output());
        using NeuralNetworkTransformer fitted = Fits.Regression(network, s_options, rows);

        float[] start = Prepared(fitted, "0.layer.1.start");

        // The batch normalisation gives deviations from the sample's mean, as it does in training.
        double mean = rows.Average(row => (double)row.Features[1]),
            deviation = Math.Sqrt(rows.Average(row => Math.Pow(row.Features[1] - mean, 2)));
        Assert.AreEqual((rows.Min(row => row.Features[1]) - mean) / deviation, start[Bins], 0.01);
    }

    [TestMethod]
    public void Threads_share_what_was_learned()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.View(ml, Examples.Make(200));
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(
            s_network, s_options with { LabelColumnName = nameof(Example.Amount), BatchSize = 200, Epochs = 1,
                Optimizer = Optimizers.Sgd(1e-9) });
        using NeuralNetworkTransformer fitted = trainer.Fit(rows, rows);
        EpochReport report = fitted.Model.History.Epochs[0];
        Assert.AreEqual(report.ValidationLoss!.Value, report.TrainingLoss, 1e-4,
            "The threads' shares of the batch have other bins than the network.");
    }

    [TestMethod]
    public void Initial_weights_that_bring_bins_along_are_kept()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer first = Fits.Regression(s_network, s_options, Examples.Make(Rows));
        string path = folder.File("weights.safetensors");
        first.Model.SaveWeights(path);
        using NeuralNetworkTransformer other = Fits.Regression(
            s_network, s_options with { InitialWeights = PretrainedWeights.FromFile(path) }, Examples.Make(Rows, seed: 9));
        CollectionAssert.AreEqual(Prepared(first, "0.start"), Prepared(other, "0.start"));
    }

    [TestMethod]
    public void A_constant_and_values_that_are_not_finite_make_no_bins()
    {
        float[] start = new float[3], slope = new float[3];
        QuantileBins.Find([float.NaN, 2, float.PositiveInfinity, 2], start, slope);
        CollectionAssert.AreEqual(new float[3], slope);
        QuantileBins.Find([float.NaN, float.NaN], start, slope);
        CollectionAssert.AreEqual(new float[3], start);

        // The difference of the first two is too small to be divided by.
        QuantileBins.Find([0, float.Epsilon, 2], start, slope);
        CollectionAssert.AreEqual(new float[] { 0.5f, 0, 0 }, slope);
    }

    [TestMethod]
    public void Few_values_have_a_bin_between_each_two_however_rare_they_are()
    {
        float[] start = new float[5], slope = new float[5];
        float[] values = [.. Enumerable.Repeat(0f, 100), 1, .. Enumerable.Repeat(4f, 50), 8];
        QuantileBins.Find(values, start, slope);
        CollectionAssert.AreEqual(new float[] { 0, 1, 4, 8, 8 }, start);
        CollectionAssert.AreEqual(new float[] { 1, 1f / 3, 0.25f, 0, 0 }, slope);
    }

    [TestMethod]
    public void A_column_of_mostly_zeros_has_its_bins_where_the_other_values_are()
    {
        float[] start = new float[8], slope = new float[8];
        QuantileBins.Find([.. Enumerable.Repeat(0f, 900), .. Enumerable.Range(1, 100).Select(i => (float)i)], start, slope);
        Assert.IsGreaterThanOrEqualTo(4, slope.Count(s => s > 0), "Eighths alone leave one bin from 0 to 100.");
        Assert.AreEqual(0, start[0]);
        Assert.AreEqual(100, start[slope.Count(s => s > 0) - 1] + (1 / slope[slope.Count(s => s > 0) - 1]), 1e-3);
    }

    [TestMethod]
    public void One_hot_slots_pass_on()
    {
        var bound = (PiecewiseLinearLayer)PiecewiseLinear(8).WithCategories([1..4, 4..6]);
        Assert.AreEqual(PiecewiseLinear(8, passing: [1..4, 4..6]), bound);
        Assert.AreEqual(new Shape(5 + (2 * 8)), bound.OutputShape(new Shape(7)));
        Assert.AreSame(bound, bound.WithCategories([0..1]));
    }

    private static float[] Prepared(NeuralNetworkTransformer fitted, string name) =>
        fitted.Model.Weights.Single(weight => weight.Name == name).Values.ToArray();
}
