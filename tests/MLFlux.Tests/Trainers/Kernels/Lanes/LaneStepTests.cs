using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Tests.Support;
using MLFlux.Training;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Kernels;

/// <summary>
/// Each step over rows side by side gives what libtorch's module gives, with the gradients of weights and inputs, on shapes at random and
/// in vectors of each width, whether the processor has them or not.
/// </summary>
[TestClass]
public sealed class LaneStepTests
{
    private const int Shapes = 60;

    /// <summary>Fused ones, whose slopes are told from values, and those that are steps of their own in training.</summary>
    private static readonly Activation[] s_activations =
        [Identity, Relu, Activation.Sigmoid, Activation.Tanh, LeakyRelu(0.2), Elu(), Softplus, Gelu, Swish, Mish];

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Convolutions_of_images(int lanes) => ForShapes(lanes, random =>
    {
        Activation activation = random.GetItems(s_activations, 1)[0];
        (int, int) kernel = (random.Next(1, 6), random.Next(1, 6)), stride = (random.Next(1, 4), random.Next(1, 4));
        (int, int) dilation = (random.Next(1, 3), random.Next(1, 3));
        Padding padding = random.Next(3) == 0 ? Padding.Same : new Padding((random.Next(0, 4), random.Next(0, 4)));
        return (
            Conv(kernel, random.Next(1, 14), activation, stride, padding: padding, dilation: dilation, bias: random.Next(2) == 0),
            new Shape(random.Next(1, 14), random.Next(9, 16), random.Next(9, 16)));
    });

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Convolutions_in_groups_and_channel_by_channel(int lanes) => ForShapes(lanes, random =>
    {
        int groups = random.Next(2, 5), channels = groups * random.Next(1, 4);
        (int, int) kernel = (random.Next(1, 4), random.Next(1, 4)), stride = (random.Next(1, 3), random.Next(1, 3));
        var shape = new Shape(channels, random.Next(4, 9), random.Next(4, 9));
        return random.Next(3) switch
        {
            0 => (DepthwiseConv(kernel, channels * random.Next(1, 3), Relu, stride: stride, padding: 1), shape),
            1 => (DepthwiseConv(3, padding: 1, bias: false), new Shape(channels, 9)),
            _ => (Conv(kernel, groups * random.Next(1, 8), Activation.Tanh, stride, padding: Padding.Same, groups: groups), shape),
        };
    });

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Convolutions_of_sequences(int lanes) => ForShapes(lanes, random => (
        Conv(random.Next(1, 6), random.Next(1, 14), Relu, random.Next(1, 4), padding: random.Next(0, 3), dilation: random.Next(1, 3)),
        new Shape(random.Next(1, 9), random.Next(9, 40))));

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Pools_of_largest_values_and_means(int lanes) => ForShapes(lanes, random =>
    {
        (int Rows, int Columns) window = (random.Next(1, 5), random.Next(1, 5)), stride = (random.Next(1, 4), random.Next(1, 4));
        Padding padding = random.Next(3) == 0 ? Padding.Same
            : new Padding((random.Next(0, (window.Rows / 2) + 1), random.Next(0, (window.Columns / 2) + 1)));
        var shape = new Shape(random.Next(1, 5), random.Next(4, 12), random.Next(4, 12));
        return random.Next(6) switch
        {
            0 or 1 => (MaxPool(window, stride, padding), shape),
            2 => (MeanPool(window, stride, padding), shape),
            3 => (MaxPool(window.Rows, stride.Item1, padding: window.Rows / 2), new Shape(3, shape.Size)),
            4 => (GlobalMaxPool(), random.Next(2) == 0 ? shape : new Shape(4, 7)),
            _ => (GlobalMeanPool(), random.Next(2) == 0 ? shape : new Shape(4, 7)),
        };
    });

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Batch_normalisation(int lanes) => ForShapes(lanes, random =>
    {
        Activation activation = random.GetItems(s_activations, 1)[0];
        Layer norm = BatchNorm(activation, epsilon: 1e-3, momentum: 0.3, affine: random.Next(3) > 0);
        var image = new Shape(random.Next(1, 5), random.Next(1, 6), random.Next(1, 6));
        return random.Next(4) switch
        {
            0 => (norm, new Shape(random.Next(1, 20))),
            1 => (norm, new Shape(random.Next(1, 5), random.Next(1, 9))),
            2 => (norm, image),
            _ => (Chain(norm, Conv((3, 3), 5, padding: 1, bias: false), BatchNorm(Relu), Conv((1, 1), 4), BatchNorm()), image),
        };
    });

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Channels_on_the_scale_of_the_training_rows(int lanes)
    {
        foreach (Layer network in (Layer[])
            [Standardize(), Chain(Standardize(), Conv((3, 3), 4, Relu, padding: 1), Standardize()), Chain(Standardize(), MaxPool((2, 2)))])
        {
            foreach (int rows in (int[])[1, lanes, (2 * lanes) + 1])
                Check(network, new Shape(3, 6, 5), rows, lanes, seed: rows, prepare: Scale);
        }

        Check(Standardize(), new Shape(5), rows: 3, lanes, seed: 1, prepare: Scale);

        static void Scale(nn.Module module)
        {
            foreach ((string name, Tensor buffer) in module.named_buffers())
                buffer.copy_(rand(buffer.shape) * 3 - (name.EndsWith("mean", StringComparison.Ordinal) ? 1 : 0));
        }
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Ways_past_layers(int lanes)
    {
        Layer body = Chain(Conv((3, 3), 3, padding: 1, bias: false), BatchNorm(Relu), Conv((3, 3), 3, padding: 1), BatchNorm());
        foreach (Layer network in (Layer[])
        [
            SkipConnection(Conv((3, 3), 3, Relu, padding: 1)), SkipConnection(Activate(Activation.Tanh)),
            Chain(SkipConnection(body), Activate(Relu), SkipConnection(Chain(Activate(Relu), MaxPool((3, 3), stride: 1, padding: 1)))),
            Parallel(
                Combine.Add, Conv((3, 3), 4, stride: 2, padding: 1), Conv((1, 1), 4, stride: 2), Chain(MeanPool((2, 2)), Conv((1, 1), 4))),
            Chain(
                Conv((2, 2), 3, padding: Padding.Same), SkipConnection(SkipConnection(body)),
                Parallel(
                    Combine.Add,
                    Chain(Conv((3, 3), 5, stride: 2, padding: 1), BatchNorm()), Chain(Conv((1, 1), 5, stride: 2), BatchNorm())),
                Activate(Relu), GlobalMeanPool()),
        ])
        {
            foreach (int rows in (int[])[2, lanes, (2 * lanes) + 1])
                Check(network, new Shape(3, 6, 6), rows, lanes, seed: rows);
        }
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Steps_in_a_row_with_borders_between_them(int lanes)
    {
        Layer network = Chain(
            Conv((3, 3), 5, Relu, padding: 1), Activate(Activation.Sigmoid),
            Conv((3, 3), 6, Activation.Tanh, stride: 2, padding: Padding.Same), Activate(Relu),
            MaxPool((2, 2)), Conv((2, 2), 4, padding: (0, 1)));
        foreach (int rows in (int[])[1, lanes, (2 * lanes) + 1])
            Check(network, new Shape(3, 9, 8), rows, lanes, seed: rows);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void The_first_of_equal_largest_values_gets_the_gradient_and_of_whole_channels_all_do(int lanes)
    {
        foreach (Layer pool in (Layer[])[MaxPool((3, 2), stride: 1), GlobalMaxPool()])
            Check(Chain(Activate(Relu), pool), new Shape(2, 6, 6), rows: 5, lanes, seed: 1, values: i => (i % 3) - 1);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(8)]
    [DataRow(16)]
    public void Dense_layers_behind_images_in_scoring(int lanes)
    {
        Layer network = Chain(Conv((3, 3), 3, Gelu), Flatten(), Dense(25, Mish), Dense(12, bias: false), Activate(Softplus), Dense(5));
        var shape = new Shape(2, 5, 6);
        using BuiltNetwork built = NetworkBuilder.Build(network, shape, seed: 4);
        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        float[] rows = [.. Numbers(new Random(2), lanes * shape.Size)];
        Dictionary<string, float[]> weights =
            built.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter.data<float>().ToArray());

        using LaneChain chain = LaneChain.Create(Steps(network, shape, isTraining: false), lanes, memory: null, isFirst: true);
        LaneMemory[] values = LaneChain.Allocate(chain.Values);
        LaneRows.Load(rows, lanes, values[0].Span, chain.Values[0]);
        for (int i = 0; i < chain.Passes.Count; i++)
        {
            chain.Passes[i].Load(name => weights[name]);
            chain.Passes[i].Forward(0, values[i], values[i + 1]);
        }

        var results = new float[lanes * 5];
        LaneRows.Store(values[^1].Span, chain.Values[^1], results, lanes);
        Weights.AssertClose(built.Module.call(tensor(rows).view(shape.Batch(lanes))).data<float>().ToArray(), results, 1e-5);
    }

    private static void ForShapes(int lanes, Func<Random, (Layer Layer, Shape Shape)> draw)
    {
        var random = new Random(lanes);
        for (int i = 0; i < Shapes; i++)
        {
            (Layer layer, Shape shape) = draw(random);
            Check(layer, shape, rows: random.Next(1, (2 * lanes) + 2), lanes, seed: i);
        }
    }

    private static IReadOnlyList<KernelStep> Steps(Layer network, Shape shape, bool isTraining) =>
        StepTable.TryPlan(network, new StepSite("", shape, Start: 0, FirstParameter: 0, isTraining))!;

    private static IEnumerable<float> Numbers(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f);

    private static void Check(
        Layer network, Shape shape, int rows, int lanes, int seed, Func<int, float>? values = null, Action<nn.Module>? prepare = null)
    {
        using BuiltNetwork built = NetworkBuilder.Build(network, shape, seed);
        using (no_grad())
            prepare?.Invoke(built.Module);
        using var gradients = new GradientBuffer(built);
        var memory = new BatchMemory(rows + 1, built.Module, built.Parameters, gradients.All, built.LearnedParameters);
        using var step = new LaneBatchStep(Steps(network, shape, isTraining: true), lanes, memory, isFirst: false);
        using DisposeScope scope = NewDisposeScope();
        var random = new Random(seed);
        float[] numbers = [.. values is null ? Numbers(random, rows * shape.Size) : Enumerable.Range(0, rows * shape.Size).Select(values)];
        Tensor x = tensor(numbers).view(rows, -1).requires_grad_();
        Tensor[] buffers = [.. built.Module.buffers()], before = [.. buffers.Select(buffer => buffer.clone())];
        Tensor expected = built.Module.call(x.view(shape.Batch(rows))).view(rows, -1);
        Tensor[] after = [.. buffers.Select(buffer => buffer.clone())];
        Tensor slopes = tensor(Numbers(random, (int)expected.numel()).ToArray()).view(expected.shape) / expected.size(1);
        (expected * slopes).sum().backward();
        float[] ofWeights = gradients.All.data<float>().ToArray();

        for (int turn = 0; turn < 2; turn++) // What the first leaves in memory has no part in the second.
        {
            gradients.All.fill_(float.NaN);
            for (int i = 0; i < buffers.Length; i++)
                buffers[i].copy_(before[i]);
            Tensor y, ofX = full(x.shape, float.NaN);
            using (no_grad())
            {
                y = step.Forward(x);
                step.Gradients(rows).copy_(slopes);
                step.Backward(x, ofX);
            }

            string what = $"{network} over {shape}, {rows} rows";
            AssertClose(expected, y, what);
            AssertClose(x.grad!, ofX, $"the inputs' gradients of {what}");
            for (int i = 0; i < buffers.Length; i++)
                AssertClose(after[i], buffers[i], $"the running means of {what}");
            AssertClose(tensor(ofWeights), gradients.All, $"the weights' gradients of {what}");
        }
    }

    /// <summary>A single tap that is wrong moves a small gradient little: beside the largest of them it has to be seen.</summary>
    private static void AssertClose(Tensor expected, Tensor actual, string what)
    {
        if (expected.numel() == 0)
            return;
        float most = expected.abs().max().item<float>(), difference = (expected - actual).abs().max().item<float>();
        Assert.IsTrue(difference <= 1e-5f * Math.Max(most, 1e-3f), $"{what}: {difference} beside {most}");
    }
}
