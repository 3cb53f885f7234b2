using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Scoring;

/// <summary>What was fitted and scored leaves nothing behind in native memory.</summary>
[TestClass]
[DoNotParallelize]
public sealed class MemoryTests
{
    /// <summary>Far below what one tensor a row, or one network a fit, would leave behind.</summary>
    private const long Slack = 24 << 20;

    [TestMethod]
    [DataRow(false, 100, true, DisplayName = "a hundred")]
    [DataRow(true, 100, true, DisplayName = "a hundred with normalised batches")]
    [DataRow(false, 10, false, DisplayName = "ten that share out their batches")]
    public void Fits_leave_no_tensor_and_no_memory(bool normalises, int fits, bool onOneThread)
    {
        // 200 by 200 weights, with their gradients and Adam's two averages: 0.6 MB a fit.
        var ml = new MLContext(seed: 1);
        Example[] rows = Examples.Make(40);
        Layer network = Chain(
            Dense(200, Relu), normalises ? BatchNorm() : Dropout(0.2), Dense(200, Tanh), Dropout(0.1), Output(), Softmax());
        var options = new NeuralNetworkOptions { Epochs = 2, BatchSize = 32, ValidationFraction = 0.2 };
        IDataView data = Examples.Keyed(ml, rows);
        void Fit()
        {
            using NeuralNetworkTransformer fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(network, options).Fit(data);
            Assert.IsNotEmpty(fitted.Transform(data).GetColumn<float[]>("Score").Last());
        }

        if (onOneThread)
            OnOneThread(() => AssertFlat(Fit, warmUp: 10, rounds: fits));
        else
            AssertFlat(Fit, warmUp: 3, rounds: fits);
    }

    [TestMethod]
    public void A_million_rows_in_blocks_leave_nothing()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(16, Relu), Output()), Fits.FullBatch(1), Examples.Make(30));
        IDataView scored = fitted.Transform(new MLContext().Data.Cache(Examples.View(new MLContext(), 10_000)));

        OnOneThread(() => AssertFlat(() => Assert.IsTrue(float.IsFinite(scored.GetColumn<float>("Score").Last())), warmUp: 2, rounds: 100));
    }

    [TestMethod]
    public void A_hundred_thousand_predictions_of_either_kind_leave_nothing()
    {
        Example[] rows = Examples.Make(100);
        foreach (Layer network in new Layer[] { Chain(Dense(16, Relu), Output()), Chain(Dense(16, Relu), BatchNorm(), Output()) })
        {
            using NeuralNetworkTransformer fitted = Fits.Binary(network, Fits.FullBatch(1), rows);
            PredictionEngine<Example, Prediction> engine = new MLContext().Model.CreatePredictionEngine<Example, Prediction>(fitted);
            AssertFlat(
                () =>
                {
                    for (int i = 0; i < 1000; i++)
                        engine.Predict(rows[i % rows.Length]);
                },
                warmUp: 5,
                rounds: 100);
        }
    }

    [TestMethod]
    public void A_million_predictions_of_named_values_leave_nothing()
    {
        Example[] rows = Examples.Make(100);
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(16, Relu), Output()), Fits.FullBatch(1), rows);
        RowPredictor predictor = new MLContext().Model.CreateRowPredictor(fitted, Examples.View(new MLContext(), rows).Schema);
        Dictionary<string, object?>[] named =
            [.. rows.Select(row => new Dictionary<string, object?> { [nameof(Example.Features)] = row.Features })];
        AssertFlat(
            () =>
            {
                for (int i = 0; i < 10_000; i++)
                    predictor.Predict(named[i % named.Length]);
            },
            warmUp: 5,
            rounds: 100);
    }

    [TestMethod]
    [DataRow(ExplanationMethod.IntegratedGradients)]
    [DataRow(ExplanationMethod.Occlusion)]
    public void Thousands_of_explanations_leave_nothing(ExplanationMethod method)
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(64, Relu), Output()), Fits.FullBatch(1), Examples.Make(30));
        IDataView rows = Examples.View(new MLContext(), 30);
        using ExplanationTransformer explanation =
            new MLContext().Transforms.Explanation(fitted, new ExplanationOptions { Method = method }).Fit(rows);
        IDataView explained = explanation.Transform(rows);

        OnOneThread(() => AssertFlat(
            () => Assert.HasCount(3, explained.GetColumn<float[]>("Explanation").Last()), warmUp: 10, rounds: 100));
    }

    /// <summary>libtorch's own threads wait for each other in every operation: on a busy machine, a hundred fits take a minute.</summary>
    private static void OnOneThread(Action action)
    {
        Libtorch.Load();
        int threads = torch.get_num_threads();
        torch.set_num_threads(1);
        try
        {
            action();
        }
        finally
        {
            torch.set_num_threads(threads);
        }
    }

    private static void AssertFlat(Action action, int warmUp, int rounds)
    {
        for (int i = 0; i < warmUp; i++)
            action();

        long memory = WorkingSet(), tensors = LiveTensors();
        for (int i = 0; i < rounds; i++)
            action();

        Assert.IsLessThan(Slack, WorkingSet() - memory, "Bytes of working set.");
        Assert.IsLessThanOrEqualTo(tensors, LiveTensors(), "Live tensors made by this thread; others may free them.");
    }

    private static long LiveTensors() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    /// <summary>
    /// What the process has when the collector has given back all that it can: what it keeps for young objects grows with the
    /// processor's cache, to more than the bound on a large machine.
    /// </summary>
    private static long WorkingSet()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
