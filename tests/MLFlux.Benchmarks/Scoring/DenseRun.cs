using MLFlux.Benchmarks.Convolving;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Native;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Scoring;

/// <summary>
/// The command <c>dense</c>: how long scoring a row of dense networks takes on one thread, in blocks and one row after another, and by
/// libtorch in blocks. What it prints decides which of them a block of rows is scored by.
/// </summary>
internal static class DenseRun
{
    private const int AtOnce = 8 * BlockProduct.Tile, Rows = 10 * AtOnce, Turns = 4;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(30);

    private static readonly (int Inputs, Layer Network)[] Networks =
    [
        (784, Chain(Dense(128, Relu), Dense(10))),
        (20, Chain(Dense(64, Relu), Dense(32, Relu), Dense(1))),
        (784, Chain(Dense(300, Relu), Dense(100, Relu), Dense(10))),
        (1_024, Chain(Dense(1_024, Relu), Dense(1_024, Relu), Dense(10))),
        (5_000, Chain(Dense(64, Relu), Dense(2))),
        (200, Chain(Dense(100, Elu()), Dense(10))),
        (200, Chain(Dense(100, Gelu), Dense(10))),
    ];

    public static int Run()
    {
        Libtorch.Load();
        LibtorchThreads.Use(1);
        Console.WriteLine($"{Machine.Describe()}. {Machine.DescribeLoad()} {LaneWidth.Most} lanes, one thread, µs a row.");
        Console.WriteLine();
        Console.WriteLine("| network | not zero | in blocks | row by row | libtorch | row by row / blocks | libtorch / blocks |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach ((int inputs, Layer network) in Networks)
        {
            foreach (double nonzero in (double[])[1, 0.2, 0.01])
                Measure(network, inputs, nonzero);
        }

        return 0;
    }

    private static void Measure(Layer network, int inputs, double nonzero)
    {
        var shape = new Shape(inputs);
        using BuiltNetwork built = NetworkBuilder.Build(network, shape, seed: 1);
        built.Module.eval();
        Dictionary<string, float[]> weights =
            built.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter.data<float>().ToArray());
        var steps = new RowChain([.. KernelPlan.TryCreate(network, shape, isTraining: false)!.Steps
            .Select(step => step.ForRows(name => weights[name]))]);
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, Rows * inputs)
            .Select(_ => random.NextDouble() < nonzero ? random.NextSingle() - 0.5f : 0)];
        float[] scratch = new float[steps.Scratch], blockScratch = new float[AtOnce * steps.BlockScratch];
        using Tensor x = tensor(values).view(Rows, inputs);
        using var noGradients = no_grad();
        double blocks = double.MaxValue, rows = double.MaxValue, libtorch = double.MaxValue;
        for (int turn = 0; turn < Turns; turn++)
        {
            blocks = Math.Min(blocks, CallTime.Seconds(() =>
            {
                for (int row = 0; row < Rows; row += AtOnce)
                    steps.Run(new RowBlock(values.AsSpan(row * inputs), AtOnce, inputs, inputs), blockScratch);
            }, Turn));
            rows = Math.Min(rows, CallTime.Seconds(() =>
            {
                for (int row = 0; row < Rows; row++)
                    steps.Run(values.AsSpan(row * inputs, inputs), scratch);
            }, Turn));
            libtorch = Math.Min(libtorch, CallTime.Seconds(() =>
            {
                using DisposeScope scope = NewDisposeScope();
                built.Module.call(x);
            }, Turn));
        }

        string layers = string.Join(", ", network.Children(shape).Select(child => child.Layer.Print()));
        Console.WriteLine(
            $"| {inputs}, {layers} | {nonzero:0 %} | {blocks / Rows * 1e6:0.000} | {rows / Rows * 1e6:0.000} "
            + $"| {libtorch / Rows * 1e6:0.000} | {rows / blocks:0.00} | {libtorch / blocks:0.00} |");
    }
}
