using Microsoft.ML;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>A network for each fold, and the mean of what they predict.</summary>
[TestClass]
public sealed class BaggedFoldsTests
{
    private const int Folds = 3;

    private static readonly Layer s_network = Chain(Dense(6, Tanh), Output());
    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 4, BatchSize = 16, Seed = 3, BaggedFolds = Folds, Optimizer = Optimizers.Adam(0.02),
    };

    [TestMethod]
    public void A_number_is_the_mean_of_the_networks_numbers()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer bagged = Fits.Regression(s_network, s_options, rows);
        float[][] each = Alone(bagged, options => Fits.Regression(s_network, options, rows), "Score", rows);
        float[] scores = Fits.Numbers(bagged, rows);
        Assert.AreNotEqual(each[0][0], each[1][0], "The networks are one and the same.");
        for (int row = 0; row < rows.Length; row++)
            Assert.AreEqual(each.Average(one => (double)one[row]), scores[row], 1e-3);
    }

    [TestMethod]
    public void A_probability_is_the_mean_of_the_networks_probabilities_and_the_score_its_logit()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer bagged = Fits.Binary(s_network, s_options, rows);
        float[][] each = Alone(bagged, options => Fits.Binary(s_network, options, rows), "Probability", rows);
        float[] probabilities = Fits.Numbers(bagged, rows, "Probability"), scores = Fits.Numbers(bagged, rows);
        for (int row = 0; row < rows.Length; row++)
        {
            double mean = each.Average(one => (double)one[row]);
            Assert.AreEqual(mean, probabilities[row], 1e-5);
            Assert.AreEqual(Math.Log(mean / (1 - mean)), scores[row], 1e-3);
        }
    }

    [TestMethod]
    public void Quantiles_and_the_mean_row_are_those_of_all_networks()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer bagged = Fits.Regression(
            s_network, s_options with { Loss = Losses.Quantile(0.2, 0.5, 0.8) }, rows);
        CollectionAssert.AreEqual(new[] { 0.2, 0.5, 0.8 }, bagged.Model.Quantiles?.ToArray());
        float[] shifts = [.. bagged.Model.QuantileShifts!];
        Assert.HasCount(3, shifts);
        Assert.AreEqual(0f, shifts[1]);
        Assert.AreNotEqual(0f, shifts[0]);
        Assert.AreNotEqual(0f, shifts[2]);

        // Three folds of 20 rows: each row is trained on by two networks, so that the mean of the networks' mean rows is that of all.
        Weights.AssertClose(
            [.. Enumerable.Range(0, Examples.Width).Select(i => (float)rows.Average(row => (double)row.Features[i]))],
            bagged.Model.Baseline!, 1e-6);
    }

    [TestMethod]
    public void A_threshold_of_one_network_is_refused()
    {
        string message = Assert.ThrowsExactly<ArgumentException>(() => Fits.Binary(
            s_network, s_options with { DecisionThreshold = DecisionThreshold.F1 }, Examples.Make(60))).Message;
        StringAssert.Contains(message, "DecisionThreshold");
        StringAssert.Contains(message, "BaggedFolds");
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_bits_and_a_file_scores_as_the_model_did()
    {
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(60);
        Layer network = Members(2, Chain(Dense(6, Relu), Output()));
        using NeuralNetworkTransformer one = Fits.Multiclass(network, s_options, rows), other = Fits.Multiclass(network, s_options, rows);
        Weights.AssertSame(one, other);
        Assert.AreEqual(Ensemble(network.WithOutputWidth(3), network.WithOutputWidth(3), network.WithOutputWidth(3)), one.Model.Network);

        using var stream = new MemoryStream();
        ml.Model.Save(one, Examples.Keyed(ml, rows).Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        float[][] expected = Fits.Vectors(one, rows), actual = Fits.Vectors(loaded, rows);
        for (int row = 0; row < rows.Length; row++)
            CollectionAssert.AreEqual(expected[row], actual[row]);
    }

    [TestMethod]
    public void Epochs_are_told_and_kept_one_network_after_another()
    {
        var told = new List<int>();
        using NeuralNetworkTransformer bagged = Fits.Regression(
            s_network, s_options with { Progress = report => told.Add(report.Epoch) }, Examples.Make(60));
        TrainingHistory history = bagged.Model.History;
        CollectionAssert.AreEqual(Enumerable.Range(1, Folds * 4).ToArray(), told);
        CollectionAssert.AreEqual(told, history.Epochs.Select(report => report.Epoch).ToArray());
        Assert.IsTrue(history.Epochs.All(report => report.ValidationLoss is not null));
        Assert.AreEqual(history.Epochs.Last(report => report.IsBest).Epoch, history.BestEpoch);
        Assert.AreEqual(60, history.TrainingRows);
    }

    [TestMethod]
    public void Folds_hold_out_each_row_once_and_each_class_in_all_of_them()
    {
        var targets = new ClassTargets(2);
        for (int row = 0; row < 47; row++)
            targets.Add(row % 4 == 0 ? 1 : 0);
        IReadOnlyList<RowSplit> splits = RowSplit.Folds(targets, 5, EqualRows.Apart(47), new Random(1));
        CollectionAssert.AreEqual(Enumerable.Range(0, 47).ToArray(), splits.SelectMany(split => split.Validation).Order().ToArray());
        foreach (RowSplit split in splits)
        {
            CollectionAssert.AreEqual(Enumerable.Range(0, 47).ToArray(), split.Training.Concat(split.Validation).Order().ToArray());
            Assert.IsTrue(split.Validation.Length is 9 or 10);
            Assert.IsTrue(split.Validation.Count(row => row % 4 == 0) is 2 or 3);
        }
    }

    [TestMethod]
    public void More_folds_than_rows_are_as_many_as_rows()
    {
        NeuralNetworkOptions options = s_options with { Epochs = 1, BaggedFolds = 50 };
        using NeuralNetworkTransformer bagged = Fits.Regression(s_network, options, Examples.Make(6));
        Assert.HasCount(6, ((EnsembleLayer)bagged.Model.Network).Layers);
    }

    [TestMethod]
    public void A_callback_that_stops_ends_all_networks()
    {
        using NeuralNetworkTransformer bagged = Fits.Regression(
            s_network, s_options with { EpochEnd = (report, control) => { if (report.Epoch == 5) control.Stop(); } }, Examples.Make(60));
        Assert.HasCount(2, ((EnsembleLayer)bagged.Model.Network).Layers);
        Assert.HasCount(5, bagged.Model.History.Epochs);
        Assert.AreEqual(TrainingEnd.Stopped, bagged.Model.History.Ended);
    }

    [TestMethod]
    public void What_cannot_be_with_several_networks_is_refused()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.View(ml, Examples.Make(20));
        NeuralNetworkOptions options = s_options with { LabelColumnName = nameof(Example.Amount) };
        foreach (NeuralNetworkOptions wrong in (NeuralNetworkOptions[])
            [options with { BaggedFolds = 0 }, options with { ValidationFraction = 0.1 }, options with { CheckpointPath = "x" },
                options with { ResumeFrom = "x" }])
        {
            Assert.Contains("BaggedFolds", Assert.ThrowsExactly<ArgumentException>(
                () => ml.Regression.Trainers.NeuralNetwork(s_network, wrong)).Message);
        }

        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(s_network, options);
        Assert.Contains("BaggedFolds", Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(rows, rows)).Message);
        using NeuralNetworkTransformer one = ml.Regression.Trainers.NeuralNetwork(s_network, options with { BaggedFolds = 1 }).Fit(rows);
        Assert.Contains("BaggedFolds", Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(rows, one.Model)).Message);
    }

    [TestMethod]
    public void An_ensemble_of_networks_that_give_other_shapes_is_refused() => Assert.ThrowsExactly<NetworkShapeException>(
        () => Ensemble(Dense(2), Dense(3)).OutputShape(new Shape(4)));

    [TestMethod]
    public void Progress_counts_the_networks_that_few_rows_have()
    {
        var totals = new List<int>();
        using NeuralNetworkTransformer bagged = Fits.Regression(
            s_network, s_options with { BaggedFolds = 5, Progress = report => totals.Add(report.Epochs) }, Examples.Make(3));
        Assert.HasCount(3, ((EnsembleLayer)bagged.Model.Network).Layers);
        Assert.AreEqual(totals.Count, totals.Max());
    }

    /// <summary>What each network of a bagged model says by itself.</summary>
    private static float[][] Alone(
        NeuralNetworkTransformer bagged, Func<NeuralNetworkOptions, NeuralNetworkTransformer> fit, string column, Example[] rows)
    {
        using NeuralNetworkTransformer one = fit(s_options with { BaggedFolds = 1, Epochs = 1 });
        return
        [
            .. Enumerable.Range(0, Folds).Select(place =>
            {
                IEnumerable<NetworkWeight> those = bagged.Model.Weights.Where(weight => weight.Name[0] == '0' + place);
                NetworkWeight[] own = [.. those.Select(weight => weight with { Name = weight.Name[2..] })];
                return Fits.Numbers(one.WithWeights(PretrainedWeights.FromModel(one.Model.WithWeights(own))), rows, column);
            }),
        ];
    }
}
