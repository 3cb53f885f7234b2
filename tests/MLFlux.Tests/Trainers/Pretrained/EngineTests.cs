using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Engines;
using MLFlux.Onnx;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pretrained;

/// <summary>What ONNX Runtime computes of a network in place of libtorch has libtorch's numbers.</summary>
[TestClass]
[DoNotParallelize] // The switch is the whole process's.
public sealed class EngineTests
{
    private const double Tolerance = 1e-5;

    private static readonly Shape s_input = new(Examples.Width);

    private static GraphLayer Body => new GraphFile { Input = [Examples.Width] }.Weights("first", 3, 8).Weights("bias", 8)
        .Node("MatMul", ["x", "first"], ["a"]).Node("Add", ["a", "bias"], ["b"]).Node("Tanh", ["b"], ["y"]).Import();

    [TestMethod]
    public void A_network_without_a_graph_stays_with_libtorch()
    {
        Assert.AreEqual("ONNX Runtime", EngineNetworks.Name);
        Assert.IsTrue(EngineNetworks.Takes(Chain(Dense(3), Body), s_input));
        Assert.IsFalse(EngineNetworks.Takes(Chain(Dense(3), Dense(2)), s_input));
    }

    [TestMethod]
    public void A_switch_leaves_all_to_libtorch()
    {
        AppContext.SetSwitch(EngineNetworks.Switch, false);
        try
        {
            Assert.IsNull(EngineNetworks.Name);
            Assert.IsFalse(EngineNetworks.Takes(Body, s_input));
        }
        finally
        {
            AppContext.SetSwitch(EngineNetworks.Switch, true);
        }
    }

    [TestMethod]
    [DataRow(true, DisplayName = "with the file's weights")]
    [DataRow(false, DisplayName = "with weights that were learned further")]
    public void Rows_in_blocks_get_the_scores_of_rows_by_themselves(bool isFrozen)
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Examples.Keyed(ml, Examples.Make(100));
        using NeuralNetworkTransformer fitted = Fit(ml, rows, isFrozen);
        AssertAsByThemselves(ml, fitted, rows);
        ((IDisposable)fitted).Dispose(); // Frees native memory, which scoring makes anew.
        AssertAsByThemselves(ml, fitted, rows);
    }

    [TestMethod]
    public void The_log_says_which_engine_computed_the_frozen_layers()
    {
        var ml = new MLContext(seed: 1);
        var log = new ConcurrentBag<string>();
        ml.Log += (_, message) => log.Add(message.Message);
        Fit(ml, Examples.Keyed(ml, Examples.Make(40)), isFrozen: true).Dispose();
        Assert.Contains(line => line.Contains("rows by ONNX Runtime, in", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void Rows_that_the_engine_refuses_are_named_by_libtorch()
    {
        var ml = new MLContext(seed: 1);
        GraphLayer table = new GraphFile { Input = [2], Type = OnnxType.Int64 }.Weights("w", 10, 3).Node("Gather", ["w", "x"], ["g"])
            .Vector("s", 0, 6).Node("Reshape", ["g", "s"], ["y"]).Import();
        using NeuralNetworkTransformer fitted = ml.Regression.Trainers.NeuralNetwork(
            Chain(table, Output()), new NeuralNetworkOptions { Epochs = 1, FrozenLayers = ["0"], ValidationFraction = 0 })
            .Fit(ml.Data.LoadFromEnumerable(Places(upTo: 10)));
        IDataView beyond = fitted.Transform(ml.Data.LoadFromEnumerable(Places(upTo: 11)));
        var fault = Assert.Throws<InvalidOperationException>(() => beyond.GetColumn<float>("Score").ToArray());
        Assert.Contains("looks place 10 up where there are 10", fault.Message);
    }

    [TestMethod]
    public void A_network_that_has_no_form_in_ONNX_is_computed_by_libtorch_with_the_reason()
    {
        Layer network = Chain(new OwnMlp(Hidden: 4, Outputs: Examples.Width), Body);
        Assert.IsTrue(EngineNetworks.Takes(network, s_input));
        Assert.IsNull(EngineNetworks.TryOpen(network, s_input, [], threads: 1, out string? reason));
        Assert.Contains("ONNX", reason!);
    }

    private static NeuralNetworkTransformer Fit(MLContext ml, IDataView rows, bool isFrozen) =>
        ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Body, Dense(5, Relu), Output()), new NeuralNetworkOptions
        {
            Epochs = 3, BatchSize = 8, Seed = 1, ValidationFraction = 0.2, Optimizer = Optimizers.Sgd(0.1),
            FrozenLayers = isFrozen ? ["0"] : [],
        }).Fit(rows);

    private static void AssertAsByThemselves(MLContext ml, NeuralNetworkTransformer fitted, IDataView rows)
    {
        float[] blocks = [.. fitted.Transform(rows).GetColumn<VBuffer<float>>("Score").SelectMany(row => row.DenseValues())];
        using var engine = ml.Model.CreatePredictionEngine<Example, Scored>(fitted);
        float[] single = [.. ml.Data.CreateEnumerable<Example>(rows, reuseRowObject: false)
            .SelectMany(row => engine.Predict(row).Score)];
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.Largest(single, blocks));
    }

    private static Looked[] Places(int upTo) =>
        [.. Enumerable.Range(0, 64).Select(i => new Looked { Features = [i % upTo, (i + 3) % 10], Label = i % 5 })];

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }

    private sealed class Looked
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
