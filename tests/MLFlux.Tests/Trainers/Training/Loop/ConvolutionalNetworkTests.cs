using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>
/// Whole networks of convolutions, normalisations, ways past layers, pools and dropout learn what TorchSharp learns, and the same with any
/// break and any number of ranks.
/// </summary>
[TestClass]
public sealed class ConvolutionalNetworkTests
{
    private const int Updates = 10;

    private static readonly Example[] Rows = Examples.Make(90);

    private static readonly NeuralNetworkOptions Options = new()
    {
        BatchSize = 40, Epochs = 4, Seed = 5, Optimizer = Optimizers.Sgd(0.05, momentum: 0.9),
    };

    [TestMethod]
    [DataRow(30)]
    [DataRow(90)]
    public void Ten_updates_are_those_of_TorchSharp_used_directly(int count)
    {
        Example[] rows = Rows[..count];
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Network(dropout: 0), Fits.FullBatch(Updates, learningRate: 0.1), rows);
        Layer body = OutputHead.Of(fitted.Model.Network, fitted.Model.Task).Body;
        Assert.IsNotNull(KernelPlan.TryCreate(body, fitted.Model.InputShape, isTraining: true));

        using BuiltNetwork first = NetworkBuilder.Build(body, fitted.Model.InputShape, FirstSeed(fitted));
        using var reference = new DirectNetwork();
        using (no_grad())
        {
            foreach ((Tensor to, Tensor from) in reference.parameters().Zip(first.Module.parameters()))
                to.copy_(from);
        }

        using optim.Optimizer optimizer = optim.SGD(reference.parameters(), 0.1);
        AssertLearnsTheSame(fitted, rows, reference, optimizer);
    }

    [TestMethod]
    public void Ten_updates_with_dropout_are_those_of_the_modules()
    {
        Example[] rows = Rows[..30]; // One share: each has random numbers of its own.
        NeuralNetworkOptions options = Fits.FullBatch(Updates, learningRate: 0.1);
        ChainLayer network = Network(dropout: 0.3), byModules = Network(dropout: 0.3, Permute(0)); // It has no step.

        using NeuralNetworkTransformer fitted = Fits.Multiclass(network, options, rows), same = Fits.Multiclass(byModules, options, rows);

        Assert.IsNull(KernelPlan.TryCreate(
            OutputHead.Of(byModules, same.Model.Task).Body, same.Model.InputShape, isTraining: true));
        Weights.AssertClose(Weights.All(same), Weights.All(fitted), 1e-4);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_bits_and_so_does_a_fit_that_goes_on()
    {
        using var folder = new TemporaryFolder();
        ChainLayer network = Network(dropout: 0.3);
        using NeuralNetworkTransformer whole = Fits.Multiclass(network, Options, Rows), again = Fits.Multiclass(network, Options, Rows);
        Weights.AssertSame(whole, again);

        string path = folder.File("fit.checkpoint");
        Fits.Multiclass(network, Options with { Epochs = 2, CheckpointPath = path }, Rows).Dispose();
        using NeuralNetworkTransformer resumed = Fits.Multiclass(network, Options with { ResumeFrom = path }, Rows);
        Weights.AssertSame(whole, resumed);
    }

    [TestMethod]
    [DataRow(40)]
    [DataRow(7)]
    [DataRow(2)]
    public void Two_ranks_learn_what_one_process_learns(int batchSize)
    {
        ChainLayer network = Network(dropout: 0);
        NeuralNetworkOptions options = Options with { BatchSize = batchSize, Epochs = 2, Optimizer = Optimizers.Sgd(0.01) };
        using NeuralNetworkTransformer alone = Fits.Multiclass(network, options, Rows[..60]);

        NeuralNetworkTransformer[] together =
            ThreadRanks.Run(2, ranks => Fits.Multiclass(network, options with { Ranks = ranks }, Rows[..60]));

        foreach (NeuralNetworkTransformer one in together)
        {
            Weights.AssertSame(together[0], one);
            Weights.AssertClose(Weights.All(alone), Weights.All(one), 1e-4);
        }
    }

    [TestMethod]
    public void With_exact_sums_two_ranks_learn_the_same_bits_as_one()
    {
        ChainLayer network = Network(dropout: 0.3);
        NeuralNetworkOptions options = Options with { ExactSums = true, Epochs = 2 };
        using NeuralNetworkTransformer alone = Fits.Multiclass(network, options, Rows);

        NeuralNetworkTransformer[] together =
            ThreadRanks.Run(2, ranks => Fits.Multiclass(network, options with { Ranks = ranks }, Rows));
        foreach (NeuralNetworkTransformer one in together)
            Weights.AssertSame(alone, one);
    }

    private static ChainLayer Network(double dropout, params Layer[] last) => Chain([
        Dense(48), Reshape(3, 4, 4), Conv((3, 3), 8, padding: 1, bias: false), BatchNorm(Relu),
        SkipConnection(Chain(Conv((3, 3), 8, padding: 1), BatchNorm())), Activate(Relu), MaxPool((2, 2)), Dropout(dropout),
        Conv((1, 1), 6, Tanh), GlobalMeanPool(), Flatten(), Dense(3), .. last, Softmax()]);

    /// <summary>The initial weights have the first number of the fit's seed.</summary>
    private static int FirstSeed(NeuralNetworkTransformer fitted) => new Random(fitted.Model.Training.Seed).Next();

    private static void AssertLearnsTheSame(
        NeuralNetworkTransformer fitted, Example[] rows, nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = tensor(rows.SelectMany(row => row.Features).ToArray()).view(-1, Examples.Width);
        Tensor targets = tensor(rows.Select(row => (long)Array.IndexOf(Examples.Names, row.Name)).ToArray());
        for (int update = 0; update < Updates; update++)
        {
            optimizer.zero_grad();
            Tensor loss = nn.functional.cross_entropy(module.call(features), targets);
            Assert.AreEqual(loss.item<float>(), fitted.Model.History.Epochs[update].TrainingLoss, 1e-4);
            loss.backward();
            optimizer.step();
        }

        string[] buffers = ["running_mean", "running_var"];
        bool IsBuffer(NetworkWeight weight) => buffers.Any(name => weight.Name.EndsWith(name, StringComparison.Ordinal));
        float[] Learned(bool areBuffers) =>
            [.. fitted.Model.Weights.Where(weight => IsBuffer(weight) == areBuffers).SelectMany(weight => weight.Values.ToArray())];
        Weights.AssertClose(module.parameters().SelectMany(one => one.data<float>().ToArray()), Learned(areBuffers: false), 1e-4);
        Weights.AssertClose(
            module.named_buffers().Where(one => buffers.Contains(one.name.Split('.')[^1]))
                .SelectMany(one => one.buffer.data<float>().ToArray()),
            Learned(areBuffers: true), 1e-4);
    }

    /// <summary>The network without dropout, of TorchSharp's own modules, in their order.</summary>
    private sealed class DirectNetwork : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear _first = nn.Linear(Examples.Width, 48);
        private readonly TorchSharp.Modules.Conv2d _conv1 = nn.Conv2d(3, 8, 3, padding: 1, bias: false);
        private readonly TorchSharp.Modules.BatchNorm2d _norm1 = nn.BatchNorm2d(8);
        private readonly TorchSharp.Modules.Conv2d _conv2 = nn.Conv2d(8, 8, 3, padding: 1);
        private readonly TorchSharp.Modules.BatchNorm2d _norm2 = nn.BatchNorm2d(8);
        private readonly TorchSharp.Modules.Conv2d _conv3 = nn.Conv2d(8, 6, 1);
        private readonly TorchSharp.Modules.Linear _last = nn.Linear(6, 3);

        public DirectNetwork()
            : base("direct") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            Tensor x = _norm1.call(_conv1.call(_first.call(input).view(-1, 3, 4, 4))).relu();
            x = (x + _norm2.call(_conv2.call(x))).relu();
            return _last.call(_conv3.call(nn.functional.max_pool2d(x, 2)).tanh().mean([2, 3]));
        }
    }
}
