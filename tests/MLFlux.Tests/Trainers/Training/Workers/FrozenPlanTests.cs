using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using MLFlux.Training;
using TorchSharp;
using TorchSharp.Modules;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>A network with frozen layers is trained by its plan, and learns what a loop by libtorch learns.</summary>
[TestClass]
public sealed class FrozenPlanTests
{
    private const int Rows = 64, Inputs = 12, Classes = 3, Updates = 10;
    private const double Rate = 0.2;

    private static readonly Layer Network = Chain(Dense(7, Relu), Dense(6, Activation.Tanh), Dense(Classes));

    [TestMethod]
    [DataRow("0")]
    [DataRow("0,1")]
    [DataRow("1")]
    [DataRow("2")]
    [DataRow("0.weight,1.bias")]
    public void A_frozen_dense_layer_trains_by_the_plan_as_libtorch_trains(string frozen)
    {
        string[] parts = frozen.Split(',');
        var shape = new Shape(Inputs);
        (float[] features, long[] classes) = Data();
        using BuiltNetwork network = NetworkBuilder.Build(Network, shape, seed: 4);
        float[] start = network.Parameters.data<float>().ToArray();
        float[] expected = ByLibtorch(parts, features, classes);

        var source = new ShuffledRows(Set(features, classes), [.. Enumerable.Range(0, Rows)], seed: 1);
        InputLayout inputs = InputLayout.Alone(new InputColumn("Features", shape, InputKind.Numbers));
        var fit = new FitNetwork(Network, network, inputs, new LossHead(Losses.CrossEntropy(), HeadFunction.None), Seed: 1);
        var options = new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Sgd(Rate), FrozenLayers = [.. parts.Select(FrozenLayer.FromString)],
        };
        using var workers = new BatchWorkers(
            fit, source, Rows, new BatchCut(Ranks.Alone, IsExact: false), options, phaseDone: null);
        using var updates = new WeightUpdates(workers.Networks, workers.Gradients, options);
        int calls = 0;
        foreach (BuiltNetwork one in workers.Networks)
        {
            one.Module.register_forward_pre_hook((_, input) =>
            {
                Interlocked.Increment(ref calls);
                return input;
            });
        }

        for (int i = 0; i < Updates; i++)
        {
            workers.Run(source.Layout, Enumerable.Range(0, Rows).ToArray());
            using var noGradients = no_grad();
            updates.Apply(Rate, isLast: true);
        }

        Assert.AreEqual(0, calls, "libtorch's module was called.");
        using (network.Module.call(zeros(1, Inputs)))
            Assert.AreEqual(1, calls, "A call of the module is counted.");
        float[] trained = network.Parameters.data<float>().ToArray();
        CollectionAssert.AreNotEqual(start, trained);
        Weights.AssertClose(expected, trained, 1e-5);
    }

    private static float[] ByLibtorch(string[] frozen, float[] features, long[] classes)
    {
        using DisposeScope scope = NewDisposeScope();
        using BuiltNetwork network = NetworkBuilder.Build(Network, new Shape(Inputs), seed: 4);
        foreach ((string name, Parameter parameter) in network.Module.named_parameters())
            parameter.requires_grad = !frozen.Any(part => name == part || name.StartsWith(part + ".", StringComparison.Ordinal));

        using optim.Optimizer sgd = optim.SGD(network.Module.parameters().Where(p => p.requires_grad), Rate);
        Tensor x = tensor(features).view(Rows, Inputs), targets = tensor(classes);
        for (int i = 0; i < Updates; i++)
        {
            sgd.zero_grad();
            nn.functional.cross_entropy(network.Module.call(x), targets).backward();
            sgd.step();
        }

        return network.Parameters.data<float>().ToArray();
    }

    private static (float[] Features, long[] Classes) Data()
    {
        var random = new Random(2);
        return ([.. Enumerable.Range(0, Rows * Inputs).Select(_ => random.NextSingle() - 0.4f)],
            [.. Enumerable.Range(0, Rows).Select(row => (long)(row % Classes))]);
    }

    private static RowsInMemory Set(float[] features, long[] classes)
    {
        var store = new FeatureStore(Inputs);
        var targets = new ClassTargets(Classes);
        for (int row = 0; row < Rows; row++)
        {
            store.Add(new VBuffer<float>(Inputs, features[(row * Inputs)..((row + 1) * Inputs)]));
            targets.Add((int)classes[row]);
        }

        return new RowsInMemory(new FeatureStores(store), targets, weights: null);
    }
}
