using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class ExperimentTests
{
    private static readonly NeuralNetworkOptions s_training = new() { Epochs = 20, BatchSize = 16, Optimizer = Optimizers.Adam(0.02) };

    [TestMethod]
    public void Figures_are_those_that_MLNET_gives_for_the_same_split()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, 300);
        using ExperimentResult result = ml.Experiment(Classes(ml)).Run(data);

        HeldOutSplit split = ml.Data.TrainTestSplit(data, Splits.Random());
        Assert.AreEqual(60, result.Rows.TestRows);
        Assert.AreEqual(split.TrainRows, result.Rows.TrainRows);
        MulticlassClassificationMetrics expected =
            ml.MulticlassClassification.Evaluate(result.Model.Transform(result.Rows.TestSet), "Kind");
        Assert.AreEqual(expected.MicroAccuracy, result.Metrics[0].Value, 1e-12);
        Assert.AreEqual(expected.LogLoss, result.Metrics.Single(metric => metric.Name == "log-loss").Value, 1e-6);
        Assert.AreEqual(expected.LogLoss, ml.MulticlassClassification.Evaluate(result.HeldOut, "Kind").LogLoss, 1e-12);
        Assert.AreEqual("oak", result.HeldOut.GetColumn<string>("Guess").First());
        Assert.IsGreaterThan(0.9, result.Metrics[0].Value);
        Assert.AreEqual(20, result.NetworkTransformer.Model.History.Epochs.Count);
    }

    [TestMethod]
    public void What_is_before_the_trainer_is_fitted_on_the_training_rows_alone()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, 90);
        var pipeline = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false)
            .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Output()), s_training with { LabelColumnName = "Amount", Epochs = 1 }));
        using ExperimentResult result = ml.Experiment(pipeline, new ExperimentOptions { Baselines = [] }).Run(data);

        float[][] trained = [.. result.Rows.TrainSet.GetColumn<float[]>("Features")];
        float[][] scaled = [.. result.Model.Transform(result.Rows.TrainSet).GetColumn<float[]>("Features")];
        double mean = trained.Average(x => (double)x[0]), deviation = Math.Sqrt(trained.Average(x => Math.Pow(x[0] - mean, 2)));
        Assert.AreEqual((trained[5][0] - mean) / deviation, scaled[5][0], 1e-4);
    }

    [TestMethod]
    public void The_majority_class_is_what_the_training_rows_say()
    {
        var ml = new MLContext(seed: 1);
        Example[] rows = [.. Examples.Make(120).Where((row, i) => row.Name == "ash" || i % 2 == 0)];
        using ExperimentResult result = ml.Experiment(Classes(ml), new ExperimentOptions { Baselines = [Baselines.Constant] })
            .Run(Examples.View(ml, rows));

        string[] trained = [.. result.Rows.TrainSet.GetColumn<string>("Name")], held = [.. result.Rows.TestSet.GetColumn<string>("Name")];
        string majority = trained.GroupBy(name => name).MaxBy(group => group.Count())!.Key;
        Contender constant = result.Baselines.Single();
        Assert.AreEqual("majority class", constant.Name);
        Assert.AreEqual(held.Count(name => name == majority) / (double)held.Length, constant.Metrics[0].Value, 1e-12);
        double logLoss = -held.Average(name => Math.Log(trained.Count(other => other == name) / (double)trained.Length));
        Assert.AreEqual(logLoss, constant.Metrics.Single(metric => metric.Name == "log-loss").Value, 1e-5);
        Assert.AreEqual(Preference.Network, result.Verdict.Preference);
    }

    [TestMethod]
    public void The_mean_is_that_of_the_training_rows()
    {
        var ml = new MLContext(seed: 1);
        using ExperimentResult result = ml.Experiment(Amounts(ml), new ExperimentOptions { Baselines = [Baselines.Constant] })
            .Run(Examples.View(ml, 100));

        double mean = result.Rows.TrainSet.GetColumn<float>("Amount").Average(y => (double)y);
        float[] held = [.. result.Rows.TestSet.GetColumn<float>("Amount")];
        Contender constant = result.Baselines.Single();
        Assert.AreEqual(held.Average(y => Math.Abs(y - mean)), constant.Metrics.Single(metric => metric.Name == "MAE").Value, 1e-5);
        double heldMean = held.Average(y => (double)y);
        Assert.AreEqual(1 - (held.Average(y => Math.Pow(y - mean, 2)) / held.Average(y => Math.Pow(y - heldMean, 2))),
            constant.Metrics[0].Value, 1e-5);
    }

    [TestMethod]
    public void Each_task_is_compared_with_three_baselines()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, 300);
        foreach ((IEstimator<ITransformer> pipeline, string linear) in new (IEstimator<ITransformer>, string)[]
        {
            (Classes(ml), "LbfgsMaximumEntropy"), (YesOrNo(ml), "LbfgsLogisticRegression"), (Amounts(ml), "Sdca"),
        })
        {
            using ExperimentResult result = ml.Experiment(pipeline).Run(data);
            Assert.AreEqual($"{(linear == "Sdca" ? "mean" : "majority class")},{linear},LightGbm",
                string.Join(',', result.Baselines.Select(b => b.Name)));
            foreach (Contender baseline in result.Baselines)
            {
                Assert.IsNull(baseline.LeftOut, baseline.LeftOut);
                Assert.AreEqual(result.Metrics[0].Name, baseline.Metrics[0].Name);
                Assert.AreEqual(result.Metrics[0].Value - baseline.Metrics[0].Value, baseline.NetworkLead!.Value,
                    1e-6 * Math.Max(1, Math.Abs(baseline.Metrics[0].Value)), $"{linear}, {baseline.Name}");
            }

            Assert.IsGreaterThan(0.9, result.Baselines[1].Metrics[0].Value, linear);
            Assert.IsGreaterThan(0.8, result.Baselines[2].Metrics[0].Value, "LightGbm");
            StringAssert.Contains(result.ToString(), "LightGbm");
            StringAssert.Contains(result.ToString(), $"linear ({linear})");
        }
    }

    [TestMethod]
    public void Sdca_copes_with_labels_of_any_size()
    {
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(300);
        foreach (Example row in rows)
            row.Amount = 50_000 + (1_000 * row.Amount);
        using ExperimentResult result = ml.Experiment(Amounts(ml), new ExperimentOptions { Baselines = [Baselines.Linear] })
            .Run(Examples.View(ml, rows));
        Assert.IsGreaterThan(0.9, result.Baselines[0].Metrics[0].Value);
    }

    [TestMethod]
    public void The_standard_error_is_that_of_the_rows_in_pairs()
    {
        // Of ten rows, four are right in the first alone and one in the second alone: 0.3 apart, by the formula of paired proportions.
        double[] first = [1, 1, 1, 1, 0, 1, 1, 1, 0, 0], second = [0, 0, 0, 0, 1, 1, 1, 1, 0, 0];
        var difference = Difference.OfRows(first, second);
        Assert.AreEqual(0.3, difference.Value, 1e-12);
        Assert.AreEqual(Math.Sqrt(((5 / 10.0) - 0.09) / 9), difference.StandardError, 1e-12);
        Assert.IsTrue(difference.IsWithinNoise);
        Assert.IsTrue(Difference.OfRows([1], [0]).IsWithinNoise);
        Assert.IsFalse(new Difference(0.5, 0.2).IsWithinNoise);
        Assert.IsFalse(new Difference(-0.5, 0.2).IsWithinNoise);
    }

    [TestMethod]
    public void A_vector_of_labels_has_figures_and_no_baselines()
    {
        var ml = new MLContext(seed: 1);
        var trainer = ml.Regression.Trainers.NeuralNetwork(Chain(Output()), s_training with { LabelColumnName = "Amounts" });
        using ExperimentResult result = ml.Experiment(trainer).Run(Examples.View(ml, 200));

        Assert.IsTrue(result.Baselines.All(b => b.LeftOut!.Contains("vector of 2")));
        Assert.AreEqual(Preference.Unknown, result.Verdict.Preference);
        float[][] labels = [.. result.HeldOut.GetColumn<float[]>("Amounts")], scores = [.. result.HeldOut.GetColumn<float[]>("Score")];
        double expected = Enumerable.Range(0, 2).Average(at =>
        {
            double mean = labels.Average(y => (double)y[at]);
            return 1 - (labels.Zip(scores)
                .Sum(p => Math.Pow((double)p.First[at] - p.Second[at], 2)) / labels.Sum(y => Math.Pow(y[at] - mean, 2)));
        });
        Assert.AreEqual(expected, result.Metrics[0].Value, 1e-9);
    }

    [TestMethod]
    public void A_baseline_that_fails_is_listed_with_its_error()
    {
        var ml = new MLContext(seed: 1);
        Baseline wrong = Baselines.Trainer("mine", ml.Regression.Trainers.LightGbm(labelColumnName: "Amont"));
        using ExperimentResult result = ml.Experiment(Amounts(ml), new ExperimentOptions { Baselines = [wrong, Baselines.Constant] })
            .Run(Examples.View(ml, 60));
        StringAssert.Contains(result.Baselines[0].LeftOut, "Amont");
        Assert.AreEqual("mean", result.Verdict.Rival);
        StringAssert.Contains(result.ToString(), "mine is left out");
    }

    [TestMethod]
    public void Progress_goes_through_the_steps_and_both_callbacks_are_told()
    {
        var ml = new MLContext(seed: 1);
        var stages = new List<ExperimentProgress>();
        int own = 0;
        var trainer = ml.Regression.Trainers.NeuralNetwork(Chain(Output()),
            s_training with { LabelColumnName = "Amount", Epochs = 3, Progress = _ => own++ });
        ml.Experiment(trainer, new ExperimentOptions { Progress = stages.Add }).Run(Examples.View(ml, 60)).Dispose();

        Assert.AreEqual("preparing rows,network,mean,Sdca,LightGbm",
            string.Join(',', stages.Where(p => p.Epoch is null && p.Batch is null).Select(p => p.Stage)));
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, stages.Where(p => p.Epoch is not null).Select(p => p.Epoch!.Epoch).ToArray());
        Assert.IsTrue(stages.All(p => p.Steps == 5 && p.Step <= 5));
        Assert.AreEqual(3, own);
        StringAssert.StartsWith(stages.First(p => p.Epoch is not null).ToString(), "2/5 network: epoch 1/3: loss");
    }

    [TestMethod]
    [DataRow("preparing rows")]
    [DataRow("network")]
    [DataRow("LightGbm")]
    public void Cancelling_ends_it_at_each_stage(string stage)
    {
        var ml = new MLContext(seed: 1);
        using var source = new CancellationTokenSource();
        var options = new ExperimentOptions
        {
            CancellationToken = source.Token,
            Progress = progress =>
            {
                if (progress.Stage == stage)
                    source.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => ml.Experiment(Amounts(ml), options).Run(Examples.View(ml, 60)));
    }

    [TestMethod]
    public void A_ready_pipeline_is_run_as_it_is()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 120)
            .Select(i => new Ready { X = i % 10, Y = i % 7, Kind = i % 10 < 5 ? "low" : "high" }));
        ReadyPipeline pipeline = ml.Pipelines().Tabular(data, nameof(Ready.Kind));
        using ExperimentResult result = ml.Experiment(pipeline, new ExperimentOptions { Baselines = [Baselines.Constant] }).Run(data);
        Assert.AreEqual(pipeline.Task, result.Task);
        Assert.AreEqual("0.2 of the rows held out, stratified by 'Kind'", result.Split.ToString());
    }

    [TestMethod]
    public void A_pipeline_without_a_network_is_refused()
    {
        var ml = new MLContext(seed: 1);
        var pipeline = ml.Transforms.NormalizeMinMax("Features").Append(ml.Regression.Trainers.Sdca());
        string message = Assert.Throws<ArgumentException>(() => ml.Experiment(pipeline)).Message;
        StringAssert.Contains(message, "no neural network");
        StringAssert.Contains(message, "SdcaRegressionTrainer");
    }

    [TestMethod]
    public void A_nested_chain_with_a_cache_gives_a_model_that_saves_and_loads()
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        IDataView data = Examples.View(ml, 90);
        var inner = ml.Transforms.NormalizeMinMax("Features").AppendCacheCheckpoint(ml)
            .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Output()), s_training with { LabelColumnName = "Amount" }));
        var pipeline = new EstimatorChain<ITransformer>().Append(inner).Append(ml.Transforms.CopyColumns("Guess", "Score"));
        using ExperimentResult result = ml.Experiment(pipeline, new ExperimentOptions { Baselines = [] }).Run(data);

        ml.Model.Save(result.Model, data.Schema, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);
        CollectionAssert.AreEqual(result.HeldOut.GetColumn<float>("Guess").ToArray(), loaded.Transform(result.Rows.TestSet)
            .GetColumn<float>("Guess").ToArray());
    }

    private static EstimatorChain<KeyToValueMappingTransformer> Classes(MLContext ml) =>
        ml.Transforms.Conversion.MapValueToKey("Kind", "Name")
        .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(8, Tanh), Output()),
            s_training with { LabelColumnName = "Kind" }))
        .Append(ml.Transforms.Conversion.MapKeyToValue("Guess", "PredictedLabel"));

    private static NeuralNetworkTrainer YesOrNo(MLContext ml) =>
        ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(8, Tanh), Output()), s_training with { LabelColumnName = "Yes" });

    private static NeuralNetworkTrainer Amounts(MLContext ml) =>
        ml.Regression.Trainers.NeuralNetwork(Chain(Dense(8, Tanh), Output()), s_training with { LabelColumnName = "Amount" });

    private sealed class Ready
    {
        public float X { get; set; }

        public float Y { get; set; }

        public string Kind { get; set; } = "";
    }
}
