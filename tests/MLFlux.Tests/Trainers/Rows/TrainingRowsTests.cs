using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Which rows are learned from, and how much each counts.</summary>
[TestClass]
public sealed class TrainingRowsTests
{
    [TestMethod]
    public void Rows_that_cannot_be_used_are_left_out_and_one_warning_says_how_many()
    {
        Example[] good = Examples.Make(30);
        Example[] all = [.. good, .. Broken()];
        new Random(1).Shuffle(all);
        // Shuffling keeps the order of the good rows among themselves as it is read here.
        good = [.. all.Where(good.Contains)];

        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        using NeuralNetworkTransformer fitted = Trainer(ml).Fit(Examples.View(ml, all));
        using NeuralNetworkTransformer clean = Trainer(ml).Fit(Examples.View(ml, good));

        Weights.AssertSame(clean, fitted);
        Assert.AreEqual(30, fitted.Model.History.TrainingRows);
        string warning = log.Warnings.Single();
        StringAssert.Contains(warning, "2 with a missing label in 'Key'");
        StringAssert.Contains(warning, "3 with a value in 'Features' that is not a finite number");
        StringAssert.Contains(warning, "5 with a weight in 'Weight' that is not a positive finite number");
        IReadOnlyList<LeftOutRows> leftOut = fitted.Model.History.LeftOut!;
        Assert.AreEqual($"Rows left out of the training data: {string.Join(", ", leftOut)}.", warning);
        CollectionAssert.AreEqual(new long[] { 2, 3, 5 }, leftOut.Select(rows => rows.Count).ToArray());
        long[] numbers = [.. leftOut.SelectMany(rows => rows.FirstRows)];
        CollectionAssert.AreEquivalent(Enumerable.Range(0, all.Length).Where(i => !good.Contains(all[i])).Select(i => (long)i)
            .ToArray(), numbers);
        Assert.IsNull(clean.Model.History.LeftOut);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void A_regression_target_that_is_not_finite_is_left_out(float fault)
    {
        Example[] rows = Examples.Make(12);
        rows[3].Amount = fault;
        rows[5].Amounts[1] = fault;

        using NeuralNetworkTransformer scalar = Fits.Regression(Output(), Fits.FullBatch(1), rows);
        using NeuralNetworkTransformer vector = Fits.Regression(Output(), Fits.FullBatch(1), rows, nameof(Example.Amounts));

        Assert.AreEqual(11, scalar.Model.History.TrainingRows);
        Assert.AreEqual(11, vector.Model.History.TrainingRows);
        string kind = float.IsNaN(fault) ? "a missing" : "an infinite";
        Assert.AreEqual($"1 with {kind} label in 'Amount' (row 3, counted from 0)", scalar.Model.History.LeftOut!.Single().ToString());
        Assert.AreEqual($"1 with {kind} label in 'Amounts' (row 5, counted from 0)", vector.Model.History.LeftOut!.Single().ToString());
        Assert.IsTrue(Weights.All(scalar).Concat(Weights.All(vector)).All(float.IsFinite));
    }

    [TestMethod]
    public void Of_many_rows_that_are_left_out_the_first_five_are_named_also_in_a_saved_model()
    {
        Example[] rows = Examples.Make(40);
        foreach (Example row in rows.Skip(20))
            row.Amount = float.NegativeInfinity;

        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Fits.FullBatch(1), rows);
        using var loaded = (NeuralNetworkTransformer)Models.ModelZip.Load(Models.ModelZip.Save(fitted));

        LeftOutRows leftOut = loaded.Model.History.LeftOut!.Single();
        Assert.AreEqual("20 with an infinite label in 'Amount' (rows 20, 21, 22, 23, 24, ..., counted from 0)", leftOut.ToString());
        Assert.AreEqual(20, leftOut.Count);
    }

    [TestMethod]
    public void Without_any_usable_row_the_error_says_what_is_wrong_with_them()
    {
        var ml = new MLContext(seed: 1);
        Example[] rows = [.. Broken()];

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => Trainer(ml).Fit(Examples.View(ml, rows)));

        StringAssert.Contains(fault.Message, "There is no row to use in the training data");
        StringAssert.Contains(fault.Message, "2 with a missing label in 'Key'");
    }

    [TestMethod]
    public void A_weight_of_two_is_the_row_twice()
    {
        Example[] weighted = Examples.Make(9), twice = Examples.Make(9);
        weighted[4].Weight = weighted[7].Weight = 2;
        twice = [.. twice, twice[4], twice[7]];
        NeuralNetworkOptions byWeight = Fits.FullBatch(20) with { ExampleWeightColumnName = nameof(Example.Weight) };

        using NeuralNetworkTransformer first = Fits.Multiclass(Examples.Hidden, byWeight, weighted);
        using NeuralNetworkTransformer second = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(20), twice);

        Weights.AssertClose(Weights.All(second), Weights.All(first), 1e-5);
        for (int epoch = 0; epoch < 20; epoch++)
            Assert.AreEqual(second.Model.History.Epochs[epoch].TrainingLoss, first.Model.History.Epochs[epoch].TrainingLoss, 1e-5);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(64)]
    public void Weights_count_between_batches_too(int batchSize)
    {
        // Two rows that differ only in label and weight: the probability is the weight's share, 0.75.
        Example[] rows = [new() { Features = [1, 0, 0], Yes = true, Weight = 3 }, new() { Features = [1, 0, 0], Yes = false, Weight = 1 }];
        var options = new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Sgd(learningRate: 0.2), BatchSize = batchSize, Epochs = 100, Seed = 1,
            ExampleWeightColumnName = nameof(Example.Weight),
        };

        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), options, rows);

        Assert.AreEqual(0.75, Fits.Numbers(fitted, rows, "Probability")[0], 0.06);
    }

    [TestMethod]
    public void The_source_is_read_once_and_only_in_the_columns_needed()
    {
        var ml = new MLContext(seed: 1);
        var probe = new ProbeView(Examples.View(ml, 40)) { IsOneShot = true };
        var options = new NeuralNetworkOptions { LabelColumnName = nameof(Example.Amount), Epochs = 5, ValidationFraction = 0.2 };

        ml.Regression.Trainers.NeuralNetwork(Output(), options).Fit(probe).Dispose();

        Assert.AreEqual(40, probe.RowsRead);
        Assert.AreEqual(0, probe.Open);
        CollectionAssert.AreEquivalent(new[] { "Features", "Amount" }, probe.LastColumns.ToArray());
    }

    private static NeuralNetworkTrainer Trainer(MLContext ml) => ml.MulticlassClassification.Trainers.NeuralNetwork(
        Examples.Hidden,
        Fits.FullBatch(3) with { LabelColumnName = nameof(Example.Key), ExampleWeightColumnName = nameof(Example.Weight) });

    private static IEnumerable<Example> Broken()
    {
        foreach (float fault in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            yield return new Example { Features = [0, fault, 0] };
        foreach (float weight in new[] { 0, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity })
            yield return new Example { Weight = weight };
        for (int i = 0; i < 2; i++)
            yield return new Example { Key = Example.MissingKey };
    }
}
