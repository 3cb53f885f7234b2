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

/// <summary>Networks with a plan have the loss and the gradients by its steps that they have by libtorch's graph.</summary>
[TestClass]
public sealed class PlanPassTests
{
    private const int Rows = 13, Inputs = 30, Classes = 5;

    public static IEnumerable<(Layer Network, Loss Loss, bool IsSoftmax)> Covered =>
    [
        (Chain(Dense(19, Relu), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(Dense(70, Activation.Tanh), Chain(Dense(8, Activation.Sigmoid)), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(Dense(19, Relu, bias: false), Dense(Classes)), Losses.CrossEntropy(labelSmoothing: 0.1), false),
        (Chain(("one", Dense(19, Activation.Tanh)), ("two", Dense(Classes, Activation.Sigmoid))), Losses.Focal(), true),
        (Chain(Flatten(), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(Columns(Dense(7, Relu), Chain(Dense(6, Relu), Dense(4))), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(Columns(Flatten(), Dense(4, Activation.Tanh)), Dense(6, Relu), Dense(Classes)), Losses.CrossEntropy(), false),
        (Columns(Dense(3), Dense(Classes - 3)), Losses.CrossEntropy(), false),
        (Chain(Dense(9), Activate(Activation.Tanh), Dense(Classes), Activate(Activation.Sigmoid)), Losses.CrossEntropy(), false),
        (Chain(Activate(Relu), Dense(9, bias: false), Chain(Activate(Relu), Flatten()), Dense(Classes)), Losses.CrossEntropy(), false),
    ];

    [TestMethod]
    [DynamicData(nameof(Covered))]
    public void Loss_and_gradients_are_those_of_the_graph(Layer network, Loss loss, bool isSoftmax)
    {
        foreach ((bool isSparse, bool isWeighted) in new[] { (false, false), (true, false), (true, true), (false, true) })
            Check(network, new LossHead(loss, isSoftmax ? HeadFunction.Softmax : HeadFunction.None), isSparse, isWeighted);
    }

    [TestMethod]
    [DynamicData(nameof(Covered))]
    public void Frozen_weights_have_no_gradients_and_the_others_those_of_the_graph(Layer network, Loss loss, bool isSoftmax)
    {
        var head = new LossHead(loss, isSoftmax ? HeadFunction.Softmax : HeadFunction.None);
        int count = network.Parameters(new Shape(Inputs)).Count;
        for (int frozen = 1; frozen < (1 << count) - 1; frozen++)
        {
            int bits = frozen;
            Check(network, head, isSparse: frozen % 2 == 0, isWeighted: true, isFrozen: i => (bits & (1 << i)) != 0);
        }
    }

    [TestMethod]
    public void Networks_with_other_layers_or_activations_are_left_to_the_graph()
    {
        foreach (Layer network in (Layer[])
        [
            Chain(Dense(4), Dropout(0.5), Dense(2)), Chain(Dense(4, Gelu), Dense(2)), Chain(Dense(4), Activate(Gelu), Dense(2)),
            Chain(Dense(4), BatchNorm(), Dense(2)), Flatten(),
        ])
        {
            using BuiltNetwork built = NetworkBuilder.Build(network, new Shape(3), seed: 1);
            Assert.IsNull(PlanPass.TryCreate(network, new Shape(3), built, Head, 4, built.Parameters));
        }
    }

    private static InputsLayer Columns(Layer first, Layer second) =>
        MLFlux.Layers.Inputs(("First", new Shape(2, 9), Chain(Flatten(), first)), ("Second", new Shape(Inputs - 18), second));

    private static LossHead Head => new(Losses.CrossEntropy(), HeadFunction.None);

    private static void Check(Layer network, LossHead head, bool isSparse, bool isWeighted, Func<int, bool>? isFrozen = null)
    {
        var shape = new Shape(Inputs);
        using BuiltNetwork built = NetworkBuilder.Build(network, shape, seed: 3);
        using var gradients = new GradientBuffer(built);
        using PlanPass pass = PlanPass.TryCreate(network, shape, built, head, Rows + 2, gradients.All)!;
        for (int i = 0; i < built.LearnedParameters.Count; i++)
            built.LearnedParameters[i].requires_grad = isFrozen?.Invoke(i) is not true;

        using DisposeScope scope = NewDisposeScope();
        var random = new Random(1);
        IEnumerable<float> values = Enumerable.Range(0, Rows * Inputs).Select(i => isSparse && i % 5 > 0 ? 0 : random.NextSingle() - 0.3f);
        Tensor features = tensor(values.ToArray()).view(Rows, Inputs);
        Tensor targets = tensor(Enumerable.Range(0, Rows).Select(i => (long)(i % Classes)).ToArray());
        float[] weights = [.. Enumerable.Range(0, Rows).Select(i => isWeighted ? 0.5f + i : 1)];
        var batch = new Batch(features, targets, isWeighted ? tensor(weights) : null, weights.Sum());
        const double Normalizer = 40;

        Tensor outputs = built.Module.call(features);
        Tensor mean = head.Compute(outputs, batch);
        (mean * (batch.TotalWeight / Normalizer)).backward();
        float[] expected = gradients.All.data<float>().ToArray();
        gradients.All.fill_(float.NaN);

        double sum = pass.Forward(batch, Normalizer, out Tensor ours);
        pass.Backward(batch);

        Assert.AreEqual(mean.item<float>() * batch.TotalWeight, sum, 1e-5 * batch.TotalWeight);
        Weights.AssertClose(outputs.data<float>().ToArray(), ours.data<float>().ToArray(), 1e-5);
        Weights.AssertClose(expected, gradients.All.data<float>().ToArray(), 1e-5);
    }
}
