using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Experiments;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class SearchTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Layer s_network = Chain(Dense(6, Tanh), Output());
    private static readonly ExperimentOptions s_alone = new() { Baselines = [] };

    [TestMethod]
    public void The_best_candidate_wins_and_is_evaluated_on_rows_held_out()
    {
        using SearchResult result = s_ml.Experiment(Amounts(rate: 1e-6), s_alone).Search(
            Examples.View(s_ml, 200),
            new SearchOptions { Method = SearchMethod.Random, LearningRates = [1e-6, 0.02], BatchSizes = [16, 32] });

        Assert.HasCount(4, result.Candidates);
        Assert.AreEqual(0.02, result.Winner.LearningRate);
        Assert.IsTrue(result.Candidates.Take(2).All(c => c.LearningRate == 0.02));
        CollectionAssert.AreEqual(result.Candidates.OrderByDescending(c => c.Score).ToArray(), result.Candidates.ToArray());
        Assert.AreEqual(160, result.Best.Rows.TrainRows);
        RegressionMetrics expected = s_ml.Regression.Evaluate(result.Best.Model.Transform(result.Best.Rows.TestSet), "Amount");
        Assert.AreEqual(expected.RSquared, result.Best.Metrics[0].Value, 1e-12);
        Assert.AreEqual(result.Winner.BestEpoch, result.Best.NetworkTransformer.Model.History.Epochs.Count);
        StringAssert.Contains(result.ToString(), "4 candidates in ");
    }

    [TestMethod]
    public void Rows_held_out_have_no_part_in_the_ranking()
    {
        Example[] rows = Examples.Make(60);
        IDataView data = Examples.View(s_ml, rows);
        HashSet<float> held = [.. s_ml.Data.TrainTestSplit(data, Splits.Random()).TestSet.GetColumn<float[]>("Features").Select(x => x[0])];
        SearchOptions options = new() { Candidates = 3, Method = SearchMethod.Random };
        using SearchResult before = s_ml.Experiment(Amounts(0.01), s_alone).Search(data, options);

        foreach (Example row in rows.Where(row => held.Contains(row.Features[0])))
            row.Amount = -1000;
        using SearchResult after = s_ml.Experiment(Amounts(0.01), s_alone).Search(Examples.View(s_ml, rows), options);

        CollectionAssert.AreEqual(before.Candidates.Select(c => c.Score).ToArray(), after.Candidates.Select(c => c.Score).ToArray());
        Assert.AreNotEqual(before.Best.Metrics[0].Value, after.Best.Metrics[0].Value);
    }

    [TestMethod]
    public void Halving_trains_the_better_ones_further()
    {
        using SearchResult result = s_ml.Experiment(Amounts(0.01, epochs: 9), s_alone).Search(
            Examples.View(s_ml, 100), new SearchOptions { Candidates = 9 });

        CollectionAssert.AreEqual(new[] { 1, 1, 1, 1, 1, 1, 3, 3, 9 }, result.Candidates.Select(c => c.Epochs).Order().ToArray());
        Assert.AreEqual(9, result.Winner.Epochs);
        Assert.IsGreaterThan(0, result.Winner.BestEpoch);
    }

    [TestMethod]
    public void Stages_cost_about_the_same_and_end_with_all_epochs()
    {
        AssertPlan("9x3 3x9 1x27", SearchMethod.SuccessiveHalving, 9, 27);
        AssertPlan("16x1 6x3 2x10", SearchMethod.SuccessiveHalving, 16, 10);
        AssertPlan("2x10", SearchMethod.SuccessiveHalving, 2, 10);
        AssertPlan("16x2", SearchMethod.SuccessiveHalving, 16, 2);
        AssertPlan("16x10", SearchMethod.Random, 16, 10);
    }

    [TestMethod]
    public void A_candidate_that_fails_is_listed_with_its_error_and_stops_no_other()
    {
        var options = new SearchOptions { Networks = [s_network, Chain(Conv((3, 3), 4), Flatten(), Output())], LearningRates = [0.02, 1e30],
            Candidates = 8 };
        using SearchResult result = s_ml.Experiment(Amounts(0.02), s_alone).Search(Examples.View(s_ml, 100), options);

        Assert.HasCount(4, result.Candidates);
        Assert.AreEqual(0.02, result.Winner.LearningRate);
        SearchCandidate[] shapes = [.. result.Candidates.Where(c => c.Error?.Contains("Conv((3, 3), 4)") == true)];
        Assert.HasCount(2, shapes);
        SearchCandidate diverged = result.Candidates.Single(c => c.Network == s_network && c.LearningRate == 1e30);
        StringAssert.Contains(diverged.Error ?? diverged.Note, "finite");
        Assert.IsTrue(result.Candidates.TakeLast(2).All(c => double.IsNaN(c.Score)));
        StringAssert.Contains(result.ToString(), "Conv((3, 3), 4)");
    }

    [TestMethod]
    public void Where_all_fail_the_first_error_is_said()
    {
        NeuralNetworkTrainer trainer =
            s_ml.Regression.Trainers.NeuralNetwork(Chain(Conv((3, 3), 4), Flatten(), Output()), labelColumnName: "Amount");
        string message = Assert.Throws<InvalidOperationException>(
            () => s_ml.Experiment(trainer, s_alone).Search(Examples.View(s_ml, 60))).Message;
        StringAssert.Contains(message, "Every candidate failed");
        StringAssert.Contains(message, "Conv((3, 3), 4)");
    }

    [TestMethod]
    public void However_short_the_time_one_candidate_is_tried()
    {
        using SearchResult result = s_ml.Experiment(Amounts(0.02), s_alone).Search(
            Examples.View(s_ml, 100), new SearchOptions { TimeBudget = TimeSpan.FromTicks(1), Candidates = 5 });
        Assert.HasCount(1, result.Candidates);
        Assert.AreEqual(4, result.Untried);
        StringAssert.Contains(result.Winner.Note, "the time was over");
        Assert.AreEqual(0.02, result.Winner.LearningRate);
    }

    [TestMethod]
    public void Candidates_differ_and_begin_with_the_pipeline_as_it_is()
    {
        IReadOnlyList<SearchCandidate> drawn =
            CandidateSampler.Draw(Amounts(0.01), new SearchOptions { Candidates = 50, BatchSizes = [8, 16] }, new Random(1));
        Assert.HasCount(50, drawn);
        Assert.AreEqual("Chain(Dense(6, Tanh), Output()), learning rate 1e-2, batches of 16", drawn[0].ToString());
        Assert.AreEqual((0.01, 16), (drawn[0].LearningRate, drawn[0].BatchSize));
        Assert.HasCount(50, drawn.Select(c => (c.LearningRate, c.BatchSize)).Distinct());
        Assert.IsTrue(drawn.All(c => c.LearningRate is >= 0.001 and <= 0.1));
        Assert.IsTrue(drawn.Count(c => c.LearningRate < 0.01) is > 10 and < 40, "as many below as above, in the logarithm");

        Assert.HasCount(
            5, CandidateSampler.Draw(Amounts(0.01), new SearchOptions { Candidates = 50, LearningRates = [1, 2], BatchSizes = [8, 9] },
                new Random(1)));
    }

    [TestMethod]
    public void Cancelling_ends_it()
    {
        using var source = new CancellationTokenSource();
        var options = s_alone with
        {
            CancellationToken = source.Token,
            Progress = progress =>
            {
                if (progress.Stage.StartsWith("candidate 2", StringComparison.Ordinal) && progress.Epoch is not null)
                    source.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => s_ml.Experiment(Amounts(0.02), options).Search(Examples.View(s_ml, 60)));
    }

    [TestMethod]
    public void All_faults_of_the_options_are_said_at_once()
    {
        var options = new SearchOptions { Candidates = 1, TimeBudget = TimeSpan.Zero, LearningRates = [-1], BatchSizes = [0],
            ValidationFraction = 1, Networks = [null!] };
        string message = Assert.Throws<ArgumentException>(
            () => s_ml.Experiment(Amounts(0.02)).Search(Examples.View(s_ml, 60), options)).Message;
        foreach (string name in new[] { "Candidates", "TimeBudget", "LearningRates", "BatchSizes", "ValidationFraction", "Networks" })
            StringAssert.Contains(message, name);
    }

    private static void AssertPlan(string expected, SearchMethod method, int candidates, int epochs) =>
        Assert.AreEqual(expected,
            string.Join(' ', SearchRung.Plan(method, candidates, epochs).Select(rung => $"{rung.Candidates}x{rung.Epochs}")));

    private static NeuralNetworkTrainer Amounts(double rate, int epochs = 6) =>
        s_ml.Regression.Trainers.NeuralNetwork(s_network, new NeuralNetworkOptions
    {
        Epochs = epochs, BatchSize = 16, LabelColumnName = "Amount", Optimizer = Optimizers.Adam(rate),
    });
}
