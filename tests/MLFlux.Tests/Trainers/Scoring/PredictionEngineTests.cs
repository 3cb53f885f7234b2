using Microsoft.ML;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Scoring;

/// <summary>Prediction engines give the numbers of a view, and share one model without harm.</summary>
[TestClass]
public sealed class PredictionEngineTests
{
    private static readonly Example[] s_rows = Examples.Make(60);

    [TestMethod]
    public void An_engine_over_a_whole_pipeline_gives_the_label()
    {
        var ml = new MLContext(seed: 1);
        var model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, Fits.FullBatch(40)))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(Examples.View(ml, s_rows));
        using PredictionEngine<Example, NamePrediction> engine = ml.Model.CreatePredictionEngine<Example, NamePrediction>(model);

        foreach (Example row in s_rows)
        {
            NamePrediction prediction = engine.Predict(row);
            Assert.AreEqual(row.Name, prediction.PredictedLabel);
            Assert.AreEqual(1, prediction.Score.Sum(), 1e-5);
        }
    }

    [TestMethod]
    public void Many_engines_on_many_threads_give_the_numbers_of_one()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(32, Tanh), BatchNorm(), Output()), Fits.FullBatch(3), s_rows);
        ITransformer loaded = ModelZip.Load(ModelZip.Save(fitted));
        float[] expected = Fits.Numbers(fitted, s_rows);
        using var start = new Barrier(16);
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        Thread[] threads = [.. Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            PredictionEngine<Example, YesPrediction> engine = new MLContext().Model.CreatePredictionEngine<Example, YesPrediction>(loaded);
            start.SignalAndWait();
            for (int round = 0; round < 5; round++)
            {
                for (int row = 0; row < s_rows.Length; row++)
                {
                    float score = engine.Predict(s_rows[row]).Score;
                    if (Math.Abs(score - expected[row]) > 1e-6)
                        failures.Add($"row {row}: {score} and {expected[row]}");
                }
            }

            engine.Dispose(); // And with it the transformer, while others use it.
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.IsEmpty(failures, string.Join("; ", failures.Take(5)));
    }

    [TestMethod]
    public void Views_on_many_threads_give_the_numbers_of_one()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(32, Tanh), Output()), Fits.FullBatch(3), s_rows);
        Example[] rows = Examples.Make(1000);
        float[] expected = Fits.Numbers(fitted, rows);

        float[][] all = new float[8][];
        System.Threading.Tasks.Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            all[i] = Fits.Numbers(fitted, rows);
            fitted.Dispose();
        });

        foreach (float[] scores in all)
            Weights.AssertClose(expected, scores, 1e-6);
    }

    [TestMethod]
    public void Disposing_one_engine_does_not_break_another()
    {
        var ml = new MLContext();
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(8, Tanh), Output()), Fits.FullBatch(3), s_rows);
        PredictionEngine<Example, YesPrediction> first = ml.Model.CreatePredictionEngine<Example, YesPrediction>(fitted);
        using PredictionEngine<Example, YesPrediction> second = ml.Model.CreatePredictionEngine<Example, YesPrediction>(fitted);
        YesPrediction before = first.Predict(s_rows[0]);
        first.Dispose();

        YesPrediction after = second.Predict(s_rows[0]);

        Assert.AreEqual(before.Score, after.Score);
        Assert.AreEqual(before.Probability, after.Probability);
        Assert.AreEqual(before.PredictedLabel, after.PredictedLabel);
    }

    private sealed class NamePrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed class YesPrediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
