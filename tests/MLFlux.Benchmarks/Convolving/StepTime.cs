using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Native;
using MLFlux.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>How long a row takes through a layer, forward and backward, by MLFlux's own pass and by libtorch's module.</summary>
/// <param name="Own">Nanoseconds by MLFlux.</param>
/// <param name="Libtorch">Nanoseconds by libtorch.</param>
/// <param name="Cost">The multiplications of a row, forward.</param>
internal readonly record struct StepTime(double Own, double Libtorch, long Cost)
{
    private const int RowsOfThread = 64, Turns = 4;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// Measures both sides in turns: the best of each. All threads compute, each of ours its rows, libtorch's all of them.
    /// </summary>
    /// <param name="layer">The layer, of one step.</param>
    /// <param name="input">What it is over.</param>
    /// <param name="threads">How many threads compute.</param>
    public static StepTime Measure(Layer layer, Shape input, int threads)
    {
        int rows = LaneWidth.IsFast ? RowsOfThread : 4; // Without vectors a pass of the largest takes half a minute otherwise.
        LibtorchThreads.Use(threads);
        OwnLayer[] ours = [.. Enumerable.Range(0, threads).Select(_ => new OwnLayer(layer, input, rows))];
        using BuiltNetwork built = NetworkBuilder.Build(layer, input, seed: 1);
        using var gradients = new GradientBuffer(built);
        using Tensor x = rand(input.Batch(threads * rows)), slopes = rand(layer.OutputShape(input).Batch(threads * rows));
        double own = double.MaxValue, libtorch = double.MaxValue;
        for (int turn = 0; turn < Turns; turn++)
        {
            own = Math.Min(own, Together(ours));
            libtorch = Math.Min(libtorch, Seconds(() =>
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor leaf = x.detach().requires_grad_();
                gradients.Clear();
                built.Module.call(leaf).backward([slopes]);
            }));
        }

        double together = rows * threads / 1e9;
        long cost = ours[0].Cost;
        foreach (OwnLayer one in ours)
            one.Dispose();
        return new StepTime(own / together, libtorch / together, cost);
    }

    private static double Together(OwnLayer[] ours)
    {
        var seconds = new double[ours.Length];
        Thread[] threads = [.. ours.Skip(1).Select((one, i) => new Thread(() => seconds[i + 1] = Seconds(() => Pass(one))))];
        foreach (Thread thread in threads)
            thread.Start();
        seconds[0] = Seconds(() => Pass(ours[0]));
        foreach (Thread thread in threads)
            thread.Join();
        return seconds.Max();
    }

    private static void Pass(OwnLayer layer)
    {
        layer.Forward();
        layer.Backward(toInputs: true);
    }

    private static double Seconds(Action action) => CallTime.Seconds(action, Turn);
}
