using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Networks of several heads learn all their labels, validate, stop, go on and stream as networks of one label do.</summary>
[TestClass]
public sealed class OutputsTrainingTests
{
    private static readonly Offer[] s_rows = Offers.Make(200);

    [TestMethod]
    public void Every_head_learns_its_label_and_ML_NETs_evaluators_measure_it()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Class", "Name").Fit(Offers.View(ml, s_rows))
            .Transform(Offers.View(ml, s_rows));
        Layer network = Chain(
            Dense(16, Tanh),
            Outputs(("Price", Output()), ("Sold", Chain(Dense(4, Tanh), Output())), ("Class", Chain(Output(), Softmax()))));
        using NeuralNetworkTransformer fitted = ml.MultiTask.Trainers.NeuralNetwork(network, Offers.Options with { Epochs = 60 }).Fit(data);
        IDataView scored = fitted.Transform(data);

        Assert.IsGreaterThan(0.95, ml.Regression.Evaluate(scored, "Price", "Price.Score").RSquared);
        BinaryClassificationMetrics sold = ml.BinaryClassification.Evaluate(
            scored, "Sold", "Sold.Score", "Sold.Probability", "Sold.PredictedLabel");
        Assert.IsGreaterThan(0.9, sold.Accuracy);
        Assert.IsGreaterThan(0.95, sold.AreaUnderRocCurve);
        MulticlassClassificationMetrics kinds = ml.MulticlassClassification.Evaluate(
            scored, "Class", "Class.Score", predictedLabelColumnName: "Class.PredictedLabel");
        Assert.IsGreaterThan(0.9, kinds.MicroAccuracy);
        CollectionAssert.AreEqual(new[] { "Price", "Sold", "Class" }, fitted.Model.HeadNames.ToArray());
        IDataView named = ml.Transforms.Conversion.MapKeyToValue("Class.PredictedLabel").Fit(scored).Transform(scored);
        Assert.Contains("small", named.GetColumn<string>("Class.PredictedLabel").ToArray());
    }

    [TestMethod]
    public void The_validation_loss_is_the_weighted_sum_of_the_heads_losses()
    {
        Offer[] held = Offers.Make(50, seed: 4);
        held[3].Price = float.NaN;
        var ml = new MLContext(seed: 1);
        NeuralNetworkOptions options = Offers.Options with
        {
            TemperatureScaling = false, Heads = [new HeadOptions("Sold") { Weight = 2 }, new HeadOptions("Price") { Weight = 0.5 }],
        };
        using NeuralNetworkTransformer fitted = ml.MultiTask.Trainers.NeuralNetwork(
            Chain(Dense(8, Tanh), Outputs(("Price", Output()), ("Sold", Output()))), options)
            .Fit(Offers.View(ml, s_rows), Offers.View(ml, held));

        double deviation = Deviation(s_rows.Select(row => (double)row.Price));
        float[] price = Offers.Numbers(fitted, held, "Price.Score"), sold = Offers.Numbers(fitted, held, "Sold.Score");
        double expected = held.Select((row, i) =>
            (float.IsNaN(row.Price) ? 0 : 0.5 * Math.Pow((price[i] - row.Price) / deviation, 2))
            + (2 * Math.Log(1 + Math.Exp(row.Sold ? -sold[i] : sold[i])))).Average();

        int best = fitted.Model.History.BestEpoch;
        Assert.AreEqual(expected, fitted.Model.History.Epochs[best - 1].ValidationLoss!.Value, 1e-5 * expected);
    }

    [TestMethod]
    public void Weight_of_a_head_decides_what_is_learned_first()
    {
        NeuralNetworkOptions Weighing(string head) => Offers.Options with { Epochs = 4, Heads = [new HeadOptions(head) { Weight = 100 }] };
        Layer network = Chain(Dense(2, Tanh), Outputs(("Price", Output()), ("Kind", Output())));
        double Error(NeuralNetworkTransformer fitted) =>
            Offers.Numbers(fitted, s_rows, "Price.Score").Zip(s_rows, (score, row) => Math.Pow(score - row.Price, 2)).Sum();

        using NeuralNetworkTransformer price = Offers.Fit(network, Weighing("Price"), s_rows),
            kind = Offers.Fit(network, Weighing("Kind"), s_rows);

        Assert.IsLessThan(Error(kind), Error(price));
    }

    [TestMethod]
    public void Rows_without_any_label_are_left_out_and_rows_without_one_are_not()
    {
        Offer[] rows = Offers.Make(40);
        rows[1].Price = float.NaN;
        rows[2].Kind = Offer.MissingKind;
        (rows[3].Price, rows[3].Kind) = (float.NaN, Offer.MissingKind);
        rows[4].Price = float.PositiveInfinity;

        using NeuralNetworkTransformer fitted = Offers.Fit(
            Chain(Dense(3), Outputs(("Price", Output()), ("Kind", Output()))), Offers.Options, rows);

        Assert.AreEqual(38, fitted.Model.History.TrainingRows);
        string leftOut = string.Join("; ", fitted.Model.History.LeftOut!);
        StringAssert.Contains(leftOut, "a missing label in 'Price', 'Kind'");
        StringAssert.Contains(leftOut, "an infinite label in 'Price', 'Kind'");
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(1 << 20)]
    public void Broken_off_it_goes_on_to_the_same_bits(int? budget)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("fit.checkpoint");
        Offer[] rows = budget is null ? s_rows : Offers.Make(30_000);
        rows[7].Price = float.NaN;
        NeuralNetworkOptions options = Offers.Options with
        {
            Epochs = 4, ValidationFraction = budget is null ? 0.1 : 0.004, MemoryBudget = budget, BatchSize = budget is null ? 16 : 400,
            Heads = [new HeadOptions("Price") { Weight = 0.5 }],
        };
        using NeuralNetworkTransformer whole = Offers.Fit(Offers.Network, options, rows);
        Assert.ThrowsExactly<OperationCanceledException>(() => Offers.Fit(Offers.Network, options with
        {
            CheckpointPath = path,
            Progress = report => _ = report.Epoch == 2 ? throw new OperationCanceledException() : 0,
        }, rows));

        using NeuralNetworkTransformer resumed = Offers.Fit(Offers.Network, options with { ResumeFrom = path }, rows);

        Weights.AssertSame(whole, resumed);
        Assert.AreEqual(whole.Head("Sold").Model.Temperature, resumed.Head("Sold").Model.Temperature);
        var fault = Assert.ThrowsExactly<InvalidOperationException>(
            () => Offers.Fit(Offers.Network, options with { ResumeFrom = path, Heads = [new HeadOptions("Price") { Weight = 2 }] }, rows));
        StringAssert.Contains(fault.Message, "Heads was [new HeadOptions(\"Price\") { Weight = 0.5 }]");
    }

    [TestMethod]
    public void Training_further_goes_on_and_refuses_other_heads()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Offers.View(ml, s_rows);
        NeuralNetworkTrainer Trainer(Layer network, int epochs) =>
            ml.MultiTask.Trainers.NeuralNetwork(network, Offers.Options with { Epochs = epochs });
        using NeuralNetworkTransformer whole = Trainer(Offers.Network, 4).Fit(data), half = Trainer(Offers.Network, 2).Fit(data);

        using NeuralNetworkTransformer further = Trainer(Offers.Network, 2).Fit(data, half.Model);

        Weights.AssertSame(whole, further);
        Assert.ThrowsExactly<ArgumentException>(
            () => Trainer(Chain(Dense(8, Tanh), Outputs(("Price", Output()))), 1).Fit(data, whole.Model));
        IDataView classes = Classes(ml, "small", "middle", "large"), others = Classes(ml, "large", "middle", "small");
        Layer network = Chain(Dense(2), Outputs(("Class", Output()), ("Sold", Output())));
        using NeuralNetworkTransformer keyed = Trainer(network, 1).Fit(classes);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => Trainer(network, 1).Fit(others, keyed.Model)).Message, "label column 'Class'");
    }

    [TestMethod]
    public void Keys_of_validation_rows_are_taken_by_the_values_that_they_stand_for()
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkTrainer trainer = ml.MultiTask.Trainers.NeuralNetwork(
            Chain(Dense(3), Outputs(("Class", Output()), ("Sold", Output()))), Offers.Options);
        IDataView trained = Classes(ml, "small", "middle", "large");

        using NeuralNetworkTransformer same = trainer.Fit(trained, trained),
            other = trainer.Fit(trained, Classes(ml, "large", "small", "middle"));

        Assert.AreEqual(same.Model.History.Epochs[^1].ValidationLoss, other.Model.History.Epochs[^1].ValidationLoss);
    }

    [TestMethod]
    public void A_frozen_head_stays_as_it_was_and_the_others_do_not()
    {
        NeuralNetworkOptions options = Offers.Options with { FrozenLayers = ["1.Price"] };
        using NeuralNetworkTransformer one = Offers.Fit(Offers.Network, options with { Epochs = 1 }, s_rows),
            more = Offers.Fit(Offers.Network, options, s_rows);

        float[] Of(NeuralNetworkTransformer fitted, string name) => fitted.Model.Weights.Single(w => w.Name == name).Values.ToArray();
        CollectionAssert.AreEqual(Of(one, "1.Price.weight"), Of(more, "1.Price.weight"));
        CollectionAssert.AreNotEqual(Of(one, "1.Sold.0.weight"), Of(more, "1.Sold.0.weight"));
        CollectionAssert.AreNotEqual(Of(one, "0.weight"), Of(more, "0.weight"));
    }

    [TestMethod]
    public void By_plan_and_by_graph_a_fit_comes_to_the_same_within_rounding()
    {
        OutputsLayer heads = Outputs(("Price", Dense(1)), ("Sizes", Flatten()), ("Sold", Chain(Dense(4, Tanh), Dense(1))));
        using NeuralNetworkTransformer plan = Offers.Fit(Chain(Dense(6, Tanh), Dense(2, Tanh), heads), Offers.Options, s_rows),
            graph = Offers.Fit(Chain(Dense(6, Tanh), Parallel(Combine.Add, Dense(2, Tanh)), heads), Offers.Options, s_rows);

        Weights.AssertClose(Weights.All(plan), Weights.All(graph), 2e-4);
    }

    [TestMethod]
    public void Several_columns_in_and_several_labels_out()
    {
        Listing[] rows = Listings.Make(120);
        var ml = new MLContext(seed: 1);
        Layer network = Chain(
            Inputs(("Table", Dense(8, Tanh)), ("Tags", Chain(Dense(6, Relu), Dropout(0.1))), ("Area", Flatten())), Dense(8, Relu),
            Outputs(("Price", Output()), ("Sold", Output())));
        using NeuralNetworkTransformer fitted = ml.MultiTask.Trainers.NeuralNetwork(network, Listings.Options with
        {
            LabelColumnName = "Label", Epochs = 80,
        }).Fit(Listings.View(ml, rows));

        IDataView scored = fitted.Transform(Listings.View(ml, rows));
        Assert.IsGreaterThan(0.5, ml.Regression.Evaluate(scored, "Price", "Price.Score").RSquared);
        CollectionAssert.AreEqual(new[] { "Table", "Tags", "Area" }, fitted.Head("Sold").FeatureColumnNames.ToArray());
    }

    [TestMethod]
    public void Folds_of_a_cross_validation_are_measured_head_by_head()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Offers.View(ml, s_rows);
        NeuralNetworkTrainer trainer = ml.MultiTask.Trainers.NeuralNetwork(Offers.Network, Offers.Options with { Epochs = 20 });

        IReadOnlyList<(ITransformer Model, IDataView Scored)> folds = ml.MultiTask.CrossValidate(data, trainer, 3);
        var price = ml.Regression.CrossValidate(data, trainer.Append(ml.Transforms.CopyColumns("Score", "Price.Score")), 3, "Price");

        Assert.HasCount(3, folds);
        Assert.HasCount(3, price);
        foreach ((_, IDataView scored) in folds)
        {
            Assert.IsGreaterThan(0.0, ml.Regression.Evaluate(scored, "Price", "Price.Score").RSquared);
            Assert.IsGreaterThan(0.5, ml.MulticlassClassification.Evaluate(
                scored, "Kind", "Kind.Score", predictedLabelColumnName: "Kind.PredictedLabel").MicroAccuracy);
        }
    }

    [TestMethod]
    public void A_cancelled_fit_says_so()
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsExactly<OperationCanceledException>(() => Offers.Fit(Offers.Network, Offers.Options with
        {
            CancellationToken = source.Token, Epochs = 100, EpochEnd = (_, _) => source.Cancel(),
        }, s_rows));
    }

    private static IDataView Classes(MLContext ml, params string[] order)
    {
        IDataView rows = Offers.View(ml, s_rows);
        return ml.Transforms.Conversion.MapValueToKey(
                "Class", "Name", keyData: ml.Data.LoadFromEnumerable(order.Select(name => new Named { Name = name })))
            .Fit(rows).Transform(rows);
    }

    private static double Deviation(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return Math.Sqrt(all.Average(value => Math.Pow(value - mean, 2)));
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }
}
