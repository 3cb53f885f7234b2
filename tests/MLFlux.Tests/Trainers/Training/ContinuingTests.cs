using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Training taken up again goes on as if it had not stopped.</summary>
[TestClass]
public sealed class ContinuingTests
{
    private static readonly Layer Network = Chain(Dense(6, Relu), BatchNorm(), Dropout(0.3), Output());
    private static readonly Example[] Rows = Examples.Make(70);

    /// <summary>Every optimizer with its defaults, and those whose state depends on their settings.</summary>
    private static IEnumerable<object[]> AllOptimizers =>
    [
        .. typeof(Optimizers).GetMethods()
            .Where(method => method.ReturnType == typeof(Optimizer) && method.GetParameters().All(parameter => parameter.IsOptional))
            .Select(method => new object[] { (Optimizer)method.Invoke(null, [.. method.GetParameters().Select(p => p.DefaultValue)])! }),
        [Optimizers.Sgd(0.1, momentum: 0.9)],
        [Optimizers.Chain(Optimizers.SignDecay(), Optimizers.Momentum(0.5), Optimizers.Adam())],
    ];

    [TestMethod]
    [DynamicData(nameof(AllOptimizers))]
    public void Three_epochs_and_two_are_five_to_the_bit(Optimizer optimizer)
    {
        using NeuralNetworkTransformer whole = Fit(Options(optimizer, 5)), half = Fit(Options(optimizer, 3));

        using NeuralNetworkTransformer resumed = Fit(Options(optimizer, 2), half.Model);

        Weights.AssertSame(whole, resumed);
        CollectionAssert.AreEqual(Losses(whole), Losses(resumed));
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5 }, resumed.Model.History.Epochs.Select(epoch => epoch.Epoch).ToArray());
        Assert.AreEqual(5, resumed.Model.History.BestEpoch);
        Assert.AreEqual("epoch 5/5", resumed.Model.History.Epochs[^1].ToString()[..9]);
    }

    [TestMethod]
    public void Also_from_a_file()
    {
        NeuralNetworkOptions options = Options(Optimizers.Adam(0.01), 2);
        using NeuralNetworkTransformer whole = Fit(options with { Epochs = 4 }), half = Fit(options);

        using NeuralNetworkTransformer resumed = Fit(options, Reload(half).Model);

        Weights.AssertSame(whole, resumed);
    }

    [TestMethod]
    public void Nothing_is_changed_in_the_model_that_was_given()
    {
        using NeuralNetworkTransformer first = Fit(Options(Optimizers.Adam(0.01), 2));
        float[] before = Weights.All(first);

        using NeuralNetworkTransformer resumed = Fit(Options(Optimizers.Adam(0.01), 2), first.Model);

        CollectionAssert.AreEqual(before, Weights.All(first));
        CollectionAssert.AreNotEqual(before, Weights.All(resumed));
        Assert.HasCount(2, first.Model.History.Epochs);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Without_the_same_optimizers_state_it_begins_afresh_and_says_so(bool isOther)
    {
        var ml = new MLContext();
        var log = new MessageLog(ml);
        NeuralNetworkOptions options = Options(Optimizers.Adam(0.01), 2);
        using NeuralNetworkTransformer first = Fit(options with { KeepOptimizerState = isOther });

        using NeuralNetworkTransformer resumed =
            Fit(isOther ? options with { Optimizer = Optimizers.AdamW(0.01) } : options, first.Model, ml);

        Assert.Contains("Training goes on after epoch 2, without the optimizer's state.", log.Lines);
        CollectionAssert.AreNotEqual(Weights.All(first), Weights.All(resumed));
    }

    [TestMethod]
    public void The_learning_rate_may_change_and_the_state_is_kept()
    {
        var ml = new MLContext();
        var log = new MessageLog(ml);
        using NeuralNetworkTransformer first = Fit(Options(Optimizers.Adam(0.01), 2));

        using NeuralNetworkTransformer resumed = Fit(Options(Optimizers.Adam(0.001), 2), first.Model, ml);

        Assert.Contains("Training goes on after epoch 2, with the optimizer's state.", log.Lines);
    }

    [TestMethod]
    public void A_worse_resumption_keeps_the_model_that_was_given()
    {
        var ml = new MLContext();
        IDataView train = Examples.Keyed(ml, Rows), held = Examples.Keyed(ml, Examples.Make(30, seed: 2));
        NeuralNetworkOptions options = Options(Optimizers.Sgd(0.5), 5);
        using NeuralNetworkTransformer first = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, options)
            .Fit(train, held);

        // Labels turned round: every further epoch is worse on the rows held out.
        Example[] wrong = [
            .. Rows.Select(
                row => new Example { Features = row.Features, Name = Examples.Names[(Array.IndexOf(Examples.Names, row.Name) + 1) % 3] })];
        using NeuralNetworkTransformer resumed = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, options)
            .Fit(Examples.Keyed(ml, wrong), held, first.Model);

        Weights.AssertSame(first, resumed);
        Assert.AreEqual(first.Model.History.BestEpoch, resumed.Model.History.BestEpoch);
        Assert.IsFalse(resumed.Model.History.Epochs.Skip(first.Model.History.BestEpoch).Any(epoch => epoch.IsBest));
    }

    [TestMethod]
    public void A_regression_keeps_the_scale_of_its_targets()
    {
        NeuralNetworkOptions options = Fits.FullBatch(50, 0.1);
        using NeuralNetworkTransformer first = Fits.Regression(Output(), options, Rows);
        var ml = new MLContext(seed: 1);
        Example[] shifted = [.. Rows.Select(row => new Example { Features = row.Features, Amount = row.Amount + 100 })];

        using NeuralNetworkTransformer resumed = ml.Regression.Trainers
            .NeuralNetwork(Output(), options with { LabelColumnName = nameof(Example.Amount), Epochs = 500 })
            .Fit(Examples.View(ml, shifted), first.Model);

        Assert.AreEqual(shifted.Average(row => row.Amount), Fits.Numbers(resumed, shifted).Average(), 0.1);
        using NeuralNetworkTransformer none = ml.Regression.Trainers
            .NeuralNetwork(
                Output(), options with { LabelColumnName = nameof(Example.Amount), Epochs = 1, Optimizer = Optimizers.Sgd(1e-12) })
            .Fit(Examples.View(ml, shifted), first.Model);
        Weights.AssertClose(Fits.Numbers(first, Rows), Fits.Numbers(none, Rows), 1e-5);
    }

    [TestMethod]
    public void The_seed_is_the_models_unless_the_options_have_one()
    {
        NeuralNetworkOptions options = Options(Optimizers.Adam(0.01), 2);
        using NeuralNetworkTransformer first = Fit(options with { Seed = 11 });

        using NeuralNetworkTransformer models = Fit(options with { Seed = null }, first.Model, new MLContext(seed: 3));
        using NeuralNetworkTransformer own = Fit(options with { Seed = 12 }, first.Model);

        Assert.AreEqual(11, models.Model.Training.Seed);
        Assert.AreEqual(12, own.Model.Training.Seed);
    }

    [TestMethod]
    public void Another_network_input_or_order_of_classes_is_refused_with_both_sides_named()
    {
        NeuralNetworkOptions options = Options(Optimizers.Adam(0.01), 1);
        using NeuralNetworkTransformer fitted = Fit(options);
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, Rows);
        IDataView byText = ml.Transforms.Conversion.MapValueToKey(
            "Label", nameof(Example.Name), keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(ml.Transforms.Concatenate("Features", nameof(Example.Features), nameof(Example.Weight))).Fit(data).Transform(data);

        var error = Assert.ThrowsExactly<ArgumentException>(
            () => ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(7, Relu), Output()), options).Fit(byText, fitted.Model));

        foreach (string part in new[] { "Dense(6, Relu)", "Dense(7, Relu)", "its input is 3, the data's 4", "'oak', 'ash', 'elm'",
            "'ash', 'elm', 'oak'" })
            Assert.Contains(part, error.Message);
    }

    [TestMethod]
    public void Another_task_is_refused()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), Fits.FullBatch(1), Rows);
        var ml = new MLContext(seed: 1);

        var error = Assert.ThrowsExactly<ArgumentException>(() => ml.Regression.Trainers
            .NeuralNetwork(Output(), new NeuralNetworkOptions { LabelColumnName = nameof(Example.Amount) })
            .Fit(Examples.View(ml, Rows), fitted.Model));

        Assert.Contains("trained for BinaryClassification, not for Regression", error.Message);
    }

    private static NeuralNetworkOptions Options(Optimizer optimizer, int epochs) =>
        new() { Optimizer = optimizer, Epochs = epochs, BatchSize = 32, Seed = 5 };

    private static NeuralNetworkTransformer Fit(NeuralNetworkOptions options, NeuralNetworkModel? origin = null, MLContext? ml = null)
    {
        ml ??= new MLContext(seed: 1);
        NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Network, options);
        IDataView data = Examples.Keyed(ml, Rows);
        return origin is null ? trainer.Fit(data) : trainer.Fit(data, origin);
    }

    private static NeuralNetworkTransformer Reload(NeuralNetworkTransformer transformer)
    {
        var ml = new MLContext();
        using var file = new MemoryStream();
        ml.Model.Save(transformer, Examples.Keyed(ml, Rows).Schema, file);
        file.Position = 0;
        return (NeuralNetworkTransformer)ml.Model.Load(file, out _);
    }

    private static double[] Losses(NeuralNetworkTransformer transformer) =>
        [.. transformer.Model.History.Epochs.Select(epoch => epoch.TrainingLoss)];
}
