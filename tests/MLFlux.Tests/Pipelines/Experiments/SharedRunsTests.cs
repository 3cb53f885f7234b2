using Microsoft.ML;
using MLFlux.Experiments;
using MLFlux.Tests.Support;
using MLFlux.Training;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>Ranks share runs out, and each of them is given what one process comes to.</summary>
[TestClass]
public sealed class SharedRunsTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Folds_and_repeats_are_those_of_one_process(int count)
    {
        foreach (Func<Experiment, IDataView, RepeatedResult> run in (Func<Experiment, IDataView, RepeatedResult>[])
            [(one, data) => one.CrossValidate(data, folds: 5), (one, data) => one.Repeat(data, repeats: 3)])
        {
            string alone = Run(Ranks.Alone);
            foreach (string one in ThreadRanks.Run(count, Run))
                Assert.AreEqual(alone, one);

            string Run(Ranks ranks)
            {
                var ml = new MLContext(seed: 1);
                return Text(run(
                    ml.Experiment(Trainer(ml, ranks), new ExperimentOptions { Baselines = [Baselines.Constant, Baselines.Linear] }),
                    Examples.View(ml, 60)));
            }
        }
    }

    [TestMethod]
    public void Fewer_runs_than_ranks_are_fits_of_all_ranks()
    {
        RepeatedResult[] results = ThreadRanks.Run(3, ranks =>
        {
            var ml = new MLContext(seed: 1);
            return ml.Experiment(Trainer(ml, ranks), new ExperimentOptions { Baselines = [] })
                .CrossValidate(Examples.View(ml, 60), folds: 2);
        });
        var ml = new MLContext(seed: 1);
        RepeatedResult alone = ml.Experiment(Trainer(ml, Ranks.Alone), new ExperimentOptions { Baselines = [] })
            .CrossValidate(Examples.View(ml, 60), folds: 2);

        foreach (RepeatedResult one in results)
            Assert.AreEqual(alone.Network.Metrics[0].Mean, one.Network.Metrics[0].Mean, 1e-4);
    }

    [TestMethod]
    [DataRow(2, SearchMethod.SuccessiveHalving)]
    [DataRow(4, SearchMethod.SuccessiveHalving)]
    [DataRow(4, SearchMethod.Random)]
    public void A_search_ranks_its_candidates_as_one_process_does(int count, SearchMethod method)
    {
        string alone = Run(Ranks.Alone);
        foreach (string one in ThreadRanks.Run(count, Run))
            Assert.AreEqual(alone, one);

        string Run(Ranks ranks)
        {
            var ml = new MLContext(seed: 1);
            NeuralNetworkTrainer trainer = Trainer(ml, ranks, epochs: 9);
            trainer = trainer.With(trainer.Options with { ExactSums = true }); // All ranks train the few of the last stages together.
            using SearchResult result = ml.Experiment(trainer, new ExperimentOptions { Baselines = [] }).Search(
                Examples.View(ml, 60), new SearchOptions { Candidates = 9, Method = method });
            return string.Join('\n', result.Candidates.Select(one => $"{one with { Time = default }} {one.Score:R} {one.Epochs}"))
                + $"\n{result.Best.Metrics[0].Value:0.0000}";
        }
    }

    [TestMethod]
    public void Rank_0_alone_speaks_and_a_run_that_fails_on_one_rank_fails_on_all()
    {
        int[] said = new int[2], epochs = new int[2], ends = new int[2];
        string[] messages = ThreadRanks.Run(2, ranks =>
        {
            var ml = new MLContext(seed: 1);
            NeuralNetworkTrainer trainer = Trainer(ml, ranks);
            trainer = trainer.With(trainer.Options with
            {
                Progress = _ => epochs[ranks.Index]++,
                EpochEnd = (_, _) =>
                {
                    if (++ends[ranks.Index] == 2 && ranks.Index == 1)
                        throw new InvalidDataException("rank 1 fell");
                },
            });
            var options = new ExperimentOptions { Baselines = [], Progress = _ => said[ranks.Index]++ };
            return Assert.Throws<Exception>(() => ml.Experiment(trainer, options).CrossValidate(Examples.View(ml, 60), folds: 4)).Message;
        });

        CollectionAssert.AreEqual(new[] { "Rank 1 of 2 failed: InvalidDataException: rank 1 fell", "rank 1 fell" }, messages);
        Assert.IsGreaterThan(0, said[0]);
        Assert.AreEqual(0, said[1]);
        Assert.AreEqual("4 0", string.Join(' ', epochs));
    }

    [TestMethod]
    public void What_is_kept_of_a_trial_is_the_same_on_the_other_ranks()
    {
        var full = new Contender
        {
            Name = "network", Metrics = [new Metric("Accuracy", 0.1 + 0.2, true), new Metric("LogLoss", double.NaN, false)],
            FitTime = TimeSpan.FromTicks(123), ScoringTime = TimeSpan.FromTicks(5), NetworkLead = new Difference(1, 2) { Critical = 3 },
            LogLossLead = new Difference(4, double.NaN), Discrimination = new Difference(-1, 0.5),
            Threshold = new ThresholdAdvice(0.1, 0.2, 0.3), LeftOut = "", Kind = "linear",
        };
        var empty = new Contender { Name = "LightGbm" };
        foreach (System.Reflection.PropertyInfo property in typeof(Contender).GetProperties(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
            Assert.IsNotNull(property.GetValue(full), $"{property.Name} has to be sent, too: set it here, and send it in TrialBytes.");

        TrialFigures read = TrialBytes.Read(TrialBytes.Write(new TrialFigures(7, 3, full, [empty, full])));

        Assert.AreEqual((7, 3, 2), (read.TrainRows, read.TestRows, read.Baselines.Count));
        Same(full, read.Network);
        Same(empty, read.Baselines[0]);
        Same(full, read.Baselines[1]);

        static void Same(Contender expected, Contender actual)
        {
            CollectionAssert.AreEqual(expected.Metrics.ToArray(), actual.Metrics.ToArray());
            Assert.AreEqual(expected, actual with { Metrics = expected.Metrics });
        }
    }

    [TestMethod]
    public void The_importance_of_columns_is_that_of_one_process()
    {
        string alone = Run(Ranks.Alone);
        foreach (string one in ThreadRanks.Run(2, Run).Concat(ThreadRanks.Run(9, Run)))
            Assert.AreEqual(alone, one);

        string Run(Ranks ranks)
        {
            var ml = new MLContext(seed: 1);
            (IDataView data, ITransformer model) = Importance(ml, 200);
            IReadOnlyList<FeatureImportance> importance = ml.FeatureImportance(
                model, data, PredictionTask.Regression, new FeatureImportanceOptions { Ranks = ranks });
            Assert.HasCount(3, importance);
            return string.Join('\n', importance.Select(one => $"{one.Column} {one.Loss:R} {one.StandardDeviation:R}"));
        }
    }

    [TestMethod]
    public void Rank_0_is_told_of_all_columns_however_short_the_time_and_other_columns_are_refused()
    {
        var seen = new List<string>[] { [], [] };
        int[] found = ThreadRanks.Run(2, ranks =>
        {
            var ml = new MLContext(seed: 1);
            (IDataView data, ITransformer model) = Importance(ml, 50);
            return ml.FeatureImportance(model, data, PredictionTask.Regression, new FeatureImportanceOptions
            {
                Ranks = ranks, TimeLimit = TimeSpan.FromTicks(1), Progress = one => seen[ranks.Index].Add(one.Column),
            }).Count;
        });
        Assert.AreEqual(found[0], found[1]);
        Assert.IsGreaterThan(0, found[0]);
        Assert.HasCount(found[0], seen[0].Distinct());
        Assert.IsEmpty(seen[1]);

        string[] messages = ThreadRanks.Run(2, ranks =>
        {
            var ml = new MLContext(seed: 1);
            (IDataView data, ITransformer model) = Importance(ml, 50 + ranks.Index);
            return Assert.ThrowsExactly<RankException>(() => ml.FeatureImportance(
                model, data, PredictionTask.Regression, new FeatureImportanceOptions { Ranks = ranks })).Message;
        });
        StringAssert.Contains(messages[1], "The number of rows is another on each rank");
    }

    private static (IDataView Data, ITransformer Model) Importance(MLContext ml, int rows)
    {
        IDataView data = ml.Data.LoadFromEnumerable(Examples.Make(rows).Select(row => new Three
        {
            A = row.Features[0], B = row.Features[1], Word = row.Name, Amount = row.Amount,
        }).ToArray());
        ITransformer model = ml.Transforms.Categorical.OneHotEncoding("Words", "Word")
            .Append(ml.Transforms.Concatenate("Features", "A", "B", "Words"))
            .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Dense(4, Tanh), Output()), new NeuralNetworkOptions
            {
                Epochs = 3, LabelColumnName = "Amount",
            })).Append(ml.Transforms.CopyColumns("Label", "Amount")).Fit(data);
        return (data, model);
    }

    private static NeuralNetworkTrainer Trainer(MLContext ml, Ranks ranks, int epochs = 2) => ml.Regression.Trainers.NeuralNetwork(
        Chain(Dense(8, Tanh), Output()), new NeuralNetworkOptions
        {
            Epochs = epochs, BatchSize = 16, LabelColumnName = "Amount", Optimizer = Optimizers.Adam(0.02), Ranks = ranks,
        });

    /// <summary>All figures, without times.</summary>
    private static string Text(RepeatedResult result) => string.Join('\n', ((RepeatedContender[])[result.Network, .. result.Baselines])
        .SelectMany(one => one.Runs.Select(run => $"{one.Name}: {string.Join(' ', run.Metrics.Select(metric => $"{metric.Value:R}"))} "
            + $"{run.NetworkLead} {run.LogLossLead} {run.Discrimination}"))) + result.Verdict.Preference + result.Verdict.Rival;

    private sealed class Three
    {
        public float A { get; set; }

        public float B { get; set; }

        public string Word { get; set; } = "";

        public float Amount { get; set; }
    }
}
