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
    private const int Rows = 13, ManyRows = 40, Inputs = 30, Classes = 5;

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
        (Chain(Dense(9, Relu), Dropout(0.3), Dense(Classes), Dropout(0.5)), Losses.CrossEntropy(), false),
        (Chain(EntityEmbedding(3, 2..4, 12..20), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(Dense(12, Relu), EntityEmbedding(2, 1..3, 4..12), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(EntityEmbedding(4, 5..30), PiecewiseLinear(3, passing: [3..]), Members(2, Chain(Dense(7, Relu), Dense(Classes)))),
            Losses.CrossEntropy(), false),
        (Chain(PiecewiseLinear(3), Dense(Classes)), Losses.CrossEntropy(), false),
        (Chain(Dense(8), PiecewiseLinear(4, passing: [1..3, 5..]), Dense(Classes)), Losses.CrossEntropy(), false),
        (Members(3, Chain(Dense(7, Relu), Dropout(0.3), Dense(6, Activation.Tanh, bias: false), Activate(Relu), Dense(Classes))),
            Losses.CrossEntropy(), false),
        (Chain(PiecewiseLinear(3, passing: [20..]), Members(2, Chain(Dense(7, Relu), Dense(Classes, bias: false)))),
            Losses.CrossEntropy(labelSmoothing: 0.1), false),
        (Chain(Dense(6), Members(4, Chain(Dense(5, Activation.Sigmoid), Dense(Classes, Activation.Tanh)))), Losses.CrossEntropy(), false),
        (Chain(Dense(6), Members(4, Dense(Classes))), Losses.Focal(), true),
        (Members(1, Chain(Dense(5, Relu), Dense(Classes))), Losses.CrossEntropy(), false),
        (Members(3, Chain(Dense(7, Relu, bias: false), Dense(3, Activation.Tanh), Dense(Classes, Relu))), Losses.CrossEntropy(), false),
        (Members(2, Dense(Classes, bias: false)), Losses.CrossEntropy(), false),
        (Chain(Dense(19, Gelu), Dense(8, Swish), Activate(Activation.Mish), Dense(Classes, Activation.Softplus)),
            Losses.CrossEntropy(), false),
        (Chain(Dense(19, LeakyRelu(0.1)), Dense(9, Elu()), Dropout(0.3), Dense(Classes, HardSwish)), Losses.CrossEntropy(), false),
        (Members(3, Chain(Dense(7, Gelu), Dense(6, Selu), Dense(Classes, Swish))), Losses.CrossEntropy(), false),
    ];

    /// <summary>Networks over images of <see cref="Image"/>, and over sequences of as many values.</summary>
    public static IEnumerable<(Layer Network, Shape Shape)> OfImages =>
    [
        (Chain(Conv((2, 3), 4, Relu), Flatten(), Dense(Classes)), Image),
        (Chain(Conv((3, 3), 7, Activation.Tanh, padding: 1), MaxPool((2, 2)), Flatten(), Dropout(0.2), Dense(Classes)), Image),
        (Chain(
            ("one", Conv((3, 3), 6, padding: Padding.Same, bias: false)), ("relu", Activate(Relu)), ("drop", Dropout(0.3)),
            ("two", Chain(Conv((2, 2), 5, Activation.Sigmoid, stride: (1, 2)), MeanPool((2, 1)))), ("rows", Flatten()),
            ("head", Dense(Classes))), Image),
        (Chain(Activate(Relu), Conv((1, 1), 3, Relu), Conv((3, 5), Classes, padding: (1, 0)), GlobalMeanPool(), Flatten()), Image),
        (Chain(Conv(3, 8, Relu, stride: 2), MaxPool(2, stride: 1), Conv(2, 4, dilation: 2), GlobalMeanPool(), Flatten(), Dense(Classes)),
            new Shape(2, 15)),
        (Chain(MaxPool((2, 2)), Flatten(), Dense(Classes)), Image),
        (Chain(Conv((3, 3), 4, padding: 1), Dropout(0.3), Conv((3, 3), 3, Relu, padding: (2, 1)), Flatten(), Dense(Classes)), Image),
        (Chain(
            Conv((3, 3), 5, padding: 1, bias: false), BatchNorm(Relu), MaxPool((1, 2)), Conv((2, 2), 4), BatchNorm(affine: false),
            Activate(Activation.Tanh), Flatten(), Dense(Classes)), Image),
        (Chain(
            SkipConnection(Chain(Conv((3, 3), 2, padding: 1), BatchNorm())), Activate(Relu),
            Parallel(Combine.Add, Conv((3, 3), 3, padding: 1), Conv((1, 1), 3)), GlobalMeanPool(), Flatten(), Dense(Classes)), Image),
        (Chain(BatchNorm(), Dense(9), BatchNorm(Activation.Sigmoid), Dropout(0.2), Dense(Classes)), new Shape(Inputs)),
        (Chain(
            Conv((3, 3), 5, Gelu, padding: 1), BatchNorm(Swish), DepthwiseConv((3, 3), 5, LeakyRelu(0.1), padding: 1),
            SkipConnection(Conv((3, 3), 5, Activation.Mish, padding: 1)), Flatten(), Dense(Classes, Elu())), Image),
        (Chain(Conv((2, 2), 3, padding: 1), Reshape(4, 18), Conv(3, 4, Relu, padding: 2), GlobalMaxPool(), Flatten(), Dense(Classes)),
            Image),
    ];

    private static Shape Image { get; } = new(2, 3, 5);

    public static IEnumerable<(Layer Network, Loss Loss)> OfOneValue =>
        from network in (Layer[])[Chain(Dense(5, Relu), Dense(1)), Members(3, Chain(Dense(5, Relu), Dense(1)))]
        from loss in (Loss[])[Losses.BinaryCrossEntropy(), Losses.BinaryCrossEntropy(0.1), Losses.MeanSquaredError(), Losses.Huber()]
        select (network, loss);

    [TestMethod]
    [DynamicData(nameof(Covered))]
    public void Loss_and_gradients_are_those_of_the_graph(Layer network, Loss loss, bool isSoftmax)
    {
        foreach ((bool isSparse, bool isWeighted) in new[] { (false, false), (true, false), (true, true), (false, true) })
            Check(network, new LossHead(loss, isSoftmax ? HeadFunction.Softmax : HeadFunction.None), isSparse, isWeighted);
    }

    [TestMethod]
    [DynamicData(nameof(Covered))]
    public void Loss_and_gradients_of_many_rows_are_those_of_the_graph(Layer network, Loss loss, bool isSoftmax)
    {
        var head = new LossHead(loss, isSoftmax ? HeadFunction.Softmax : HeadFunction.None);
        bool hasSeveral = network.Parameters(new Shape(Inputs)).Count(parameter => parameter.IsLearned) > 1;
        foreach (bool isSparse in new[] { false, true })
        {
            Check(network, head, isSparse, isWeighted: true, rows: ManyRows);
            Check(network, head, isSparse, isWeighted: false, isFrozen: i => i == 0 && hasSeveral, rows: ManyRows);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Covered))]
    public void Frozen_weights_have_no_gradients_and_the_others_those_of_the_graph(Layer network, Loss loss, bool isSoftmax)
    {
        var head = new LossHead(loss, isSoftmax ? HeadFunction.Softmax : HeadFunction.None);
        int count = network.Parameters(new Shape(Inputs)).Count(parameter => parameter.IsLearned);
        for (int frozen = 1; frozen < (1 << count) - 1; frozen++)
        {
            int bits = frozen;
            Check(network, head, isSparse: frozen % 2 == 0, isWeighted: true, isFrozen: i => (bits & (1 << i)) != 0);
        }
    }

    [TestMethod]
    [DynamicData(nameof(OfImages))]
    public void Loss_and_gradients_of_images_are_those_of_the_graph_whatever_is_frozen(Layer network, Shape shape)
    {
        int count = network.Parameters(shape).Count(parameter => parameter.IsLearned);
        for (int frozen = 0; frozen < (1 << count) - 1; frozen++)
        {
            int bits = frozen;
            foreach (int rows in (int[])[2, Rows, ManyRows])
                Check(network, Head, isSparse: false, isWeighted: true, i => (bits & (1 << i)) != 0, rows: rows, shape: shape);
        }
    }

    [TestMethod]
    [DynamicData(nameof(OfOneValue))]
    public void Loss_and_gradients_of_one_value_are_those_of_the_graph(Layer network, Loss loss)
    {
        foreach (bool isWeighted in new[] { false, true })
            Check(network, new LossHead(loss, HeadFunction.None), isSparse: false, isWeighted, isOneValue: true);
    }

    [TestMethod]
    public void Networks_with_other_layers_are_left_to_the_graph()
    {
        foreach (Layer network in (Layer[])
        [
            Chain(Dense(4), AlphaDropout(0.5), Dense(2)), Chain(Dense(4), LayerNorm(), Dense(2)), Flatten(),
            Chain(Members(2, Dense(3)), Dense(2)), Chain(Members(2, Dense(3)), Flatten()),
            Members(2, Chain(Activate(Relu), Dense(2))), Members(2, Chain(Dense(4), LayerNorm(), Dense(2))),
            Chain(PiecewiseLinear(4, width: 2), Dense(2)), Ensemble(Dense(2), Dense(2)),
        ])
        {
            using BuiltNetwork built = NetworkBuilder.Build(network, new Shape(3), seed: 1);
            Assert.IsNull(PlanPass.TryCreate(network, new Shape(3), built, Head, 4, built.Parameters));
        }
    }

    private static InputsLayer Columns(Layer first, Layer second) =>
        MLFlux.Layers.Inputs(("First", new Shape(2, 9), Chain(Flatten(), first)), ("Second", new Shape(Inputs - 18), second));

    private static LossHead Head => new(Losses.CrossEntropy(), HeadFunction.None);

    private static void Check(
        Layer network, LossHead head, bool isSparse, bool isWeighted, Func<int, bool>? isFrozen = null, bool isOneValue = false,
        int rows = Rows, Shape? shape = null)
    {
        shape ??= new Shape(Inputs);
        using BuiltNetwork built = NetworkBuilder.Build(network, shape, seed: 3);
        using var gradients = new GradientBuffer(built);
        using PlanPass pass = PlanPass.TryCreate(network, shape, built, head, rows + 2, gradients.All)!;
        AveragingModule? members = AveragingModule.AtEndOf(built.Module);
        if (members is not null)
            members.KeepsMembers = true;
        for (int i = 0; i < built.LearnedParameters.Count; i++)
            built.LearnedParameters[i].requires_grad = isFrozen?.Invoke(i) is not true;

        using DisposeScope scope = NewDisposeScope();
        var random = new Random(1);
        IEnumerable<float> values = Enumerable.Range(0, rows * Inputs).Select(i => isSparse && i % 5 > 0 ? 0 : random.NextSingle() - 0.3f);
        Tensor features = tensor(values.ToArray()).view(shape.Batch(rows));
        Tensor targets = isOneValue
            ? tensor(Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? 1f : 0f).ToArray()).view(rows, 1)
            : tensor(Enumerable.Range(0, rows).Select(i => (long)(i % Classes)).ToArray());
        float[] weights = [.. Enumerable.Range(0, rows).Select(i => isWeighted ? 0.5f + i : 1)];
        var batch = new Batch(features, targets, isWeighted ? tensor(weights) : null, weights.Sum());
        const double Normalizer = 50;

        built.Begin(epoch: 1);
        Tensor outputs = built.Module.call(features);
        Tensor mean = members is null ? head.Compute(outputs, batch) : head.ComputeMembers(outputs, batch);
        (mean * (batch.TotalWeight / Normalizer)).backward();
        float[] expected = gradients.All.data<float>().ToArray();
        gradients.All.fill_(float.NaN);

        built.Begin(epoch: 1); // The same random numbers.
        double sum = pass.Forward(batch, Normalizer, out Tensor ours);
        pass.Backward(batch);

        Assert.AreEqual(mean.item<float>() * batch.TotalWeight, sum, 1e-5 * batch.TotalWeight);
        Weights.AssertClose(outputs.data<float>().ToArray(), ours.data<float>().ToArray(), 1e-5);
        Weights.AssertClose(expected, gradients.All.data<float>().ToArray(), 1e-5);
    }
}
