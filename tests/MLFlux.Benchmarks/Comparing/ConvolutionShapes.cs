using System.Diagnostics;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Native;
using MLFlux.Training;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Comparing;

/// <summary>
/// The command <c>convolutions</c>: convolutions of many shapes, forward and backward on one thread, by MLFlux's own steps and by
/// libtorch. What it prints decides which shapes are whose.
/// </summary>
internal static class ConvolutionShapes
{
    private const int Rows = 64, Repeats = 7;

    private static IEnumerable<(ConvLayer Layer, Shape Input)> All =>
    [
        (Conv((5, 5), 6, Relu), new Shape(1, 28, 28)), (Conv((5, 5), 16, Relu), new Shape(6, 12, 12)),
        (Conv((3, 3), 32, Relu, padding: 1), new Shape(1, 28, 28)), (Conv((3, 3), 32, Relu, padding: 1), new Shape(3, 32, 32)),
        (Conv((3, 3), 32, Relu, padding: 1), new Shape(32, 32, 32)), (Conv((3, 3), 64, Relu, padding: 1), new Shape(32, 16, 16)),
        (Conv((3, 3), 64, Relu, padding: 1), new Shape(64, 16, 16)), (Conv((3, 3), 128, Relu, padding: 1), new Shape(128, 8, 8)),
        (Conv((3, 3), 256, Relu, padding: 1), new Shape(256, 4, 4)), (Conv((3, 3), 512, Relu, padding: 1), new Shape(512, 4, 4)),
        (Conv((3, 3), 64, Relu, stride: 2, padding: 1), new Shape(32, 32, 32)), (Conv((1, 1), 64, Relu), new Shape(64, 16, 16)),
        (Conv((1, 1), 256, Relu), new Shape(256, 8, 8)), (Conv((7, 7), 16, Relu, stride: 2, padding: 3), new Shape(3, 64, 64)),
        (Conv((3, 3), 512, Relu, padding: 1), new Shape(512, 1, 1)), (Conv((3, 3), 16, Relu, padding: 1), new Shape(16, 2, 2)),
        (Conv(3, 32, Relu), new Shape(1, 128)), (Conv(5, 64, Relu, padding: 2), new Shape(64, 64)), (Conv(2, 4, Relu), new Shape(1, 3)),
    ];

    public static int Run()
    {
        Libtorch.Load();
        LibtorchThreads.Use(1);
        Console.WriteLine($"{Machine.Describe()}. {Machine.DescribeLoad()} {Rows} rows, one thread, best of {Repeats} in turns.");
        Console.WriteLine("| convolution | over | own, GFLOP/s | libtorch, GFLOP/s | ratio | by itself computed by |");
        Console.WriteLine("|---|---|---:|---:|---:|---|");
        foreach ((ConvLayer layer, Shape input) in All)
            Print(layer, input);
        return 0;
    }

    private static void Print(ConvLayer layer, Shape input)
    {
        using BuiltNetwork built = NetworkBuilder.Build(layer, input, seed: 1);
        using var gradients = new GradientBuffer(built);
        IReadOnlyList<KernelStep> steps =
            StepTable.TryPlan(layer, new StepSite("", input, Start: 0, FirstParameter: 0, IsTraining: true))!;
        var memory = new BatchMemory(Rows, built.Module, built.Parameters, gradients.All, built.LearnedParameters);
        using var own = new LaneBatchStep(steps, LaneWidth.For(Rows), memory, isFirst: false);
        using Tensor x = rand(Rows, input.Size), slopes = rand(Rows, steps[0].Output.Size), ofX = empty_like(x);

        double ours = double.MaxValue, theirs = double.MaxValue;
        for (int i = 0; i < Repeats; i++)
        {
            ours = Math.Min(ours, Seconds(() =>
            {
                using var noGradients = no_grad();
                own.Forward(x);
                own.Gradients(Rows).copy_(slopes);
                own.Backward(x, ofX);
            }));
            theirs = Math.Min(theirs, Seconds(() =>
            {
                Tensor leaf = x.detach().view(input.Batch(Rows)).requires_grad_();
                gradients.Clear();
                Tensor y = built.Module.call(leaf);
                y.backward([slopes.view(y.shape)]);
            }));
        }

        double operations = 6.0 * steps[0].Cost * Rows / 1e9;
        string by = KernelPlan.TryCreate(layer, input, isTraining: true) is null ? "libtorch" : "MLFlux";
        Console.WriteLine(
            $"| {layer.Print()} | {input} | {operations / ours:0.0} | {operations / theirs:0.0} | {theirs / ours:0.00}× | {by} |");
    }

    private static double Seconds(Action action)
    {
        using DisposeScope scope = NewDisposeScope();
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
