using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using MLFlux.Benchmarks.Profiling;
using MLFlux.Construction;
using MLFlux.Native;
using MLFlux.Training;
using Microsoft.ML;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>
/// The command <c>convolutions --profile</c>: where the time of an epoch goes by libtorch's modules and graph, as before there were own
/// steps, and by own steps. Phases are those of the training loop; forward and backward are divided by the times of each layer by itself.
/// </summary>
internal static class NetworkProfile
{
    private static readonly string[] Parts =
    [
        "batch assembly", "convolutions forward", "gradients of their weights", "gradients of their inputs", "pools",
        "batch normalisation", "dense layers", "activations by themselves, loss, graph, moves between layers", "waiting for other threads",
        "optimizer",
    ];

    public static int Run(DirectoryInfo? data)
    {
        using Digits digits = Digits.Open(data);
        Console.WriteLine($"{Machine.Describe()}. {Machine.DescribeLoad()} Data: {digits.Name}.");
        foreach ((DigitNetwork network, int rows) in ((DigitNetwork, int)[])[(DigitNetwork.LeNet, 8_000), (DigitNetwork.Whitened, 2_000)])
        {
            IDataView view = new PreparedDigits(new MLContext(seed: 1), digits, rows).Training;
            // An activation without a formula, which gives what it gets, leaves the network to libtorch.
            Layer byModules = Layers.Chain(network.Description, Layers.Activate(Activation.LeakyRelu(slope: 1)));
            EpochProfile own = EpochProfiler.Profile(network.Name, network.Description, view);
            EpochProfile libtorch = EpochProfiler.Profile(network.Name, byModules, view);
            Print(network, Divide(network, libtorch, isOwn: false), Divide(network, own, isOwn: true), libtorch, own);
        }

        return 0;
    }

    private static void Print(DigitNetwork network, double[] before, double[] after, EpochProfile libtorch, EpochProfile own)
    {
        double peak = PeakRate.Measure() / 1e9, operations = network.TrainingOperations / 1e9;
        Console.WriteLine();
        Console.WriteLine(
            $"{network.Name}: libtorch {libtorch.RowsPerSecond:#,0} rows/s, {operations * libtorch.RowsPerSecond:0} GFLOP/s; MLFlux "
            + $"{own.RowsPerSecond:#,0} rows/s, {operations * own.RowsPerSecond:0} GFLOP/s; the machine's peak is {peak:0}.");
        Console.WriteLine();
        Console.WriteLine("| part of an epoch | libtorch, µs a row | share | MLFlux, µs a row | share |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        for (int i = 0; i < Parts.Length; i++)
        {
            if (before[i] > 0 || after[i] > 0)
            {
                Console.WriteLine(
                    $"| {Parts[i]} | {Figures.Short(before[i] * 1e6 / libtorch.RowsPerSecond)} | {before[i]:0 %} "
                    + $"| {Figures.Short(after[i] * 1e6 / own.RowsPerSecond)} | {after[i]:0 %} |");
            }
        }
    }

    /// <summary>The share of each part.</summary>
    private static double[] Divide(DigitNetwork network, EpochProfile epoch, bool isOwn)
    {
        bool isInOnePiece = !isOwn && network == DigitNetwork.Whitened; // libtorch's batch normalisation has to see the whole batch.
        int threads = isInOnePiece ? 1 : Environment.ProcessorCount, rows = HandWrittenLoop.BatchSize / threads;
        LibtorchThreads.Use(isInOnePiece ? Environment.ProcessorCount : 1);
        var parts = new double[Parts.Length];
        double batch = HandWrittenLoop.BatchSize / epoch.RowsPerSecond;
        int number = 0;
        foreach (LayerChild child in network.Description.Children(DigitNetwork.ImageShape))
        {
            if (child.Layer is not (ConvLayer or DenseLayer or MaxPoolLayer or GlobalMaxPoolLayer or BatchNormLayer))
                continue;
            using ILayerPasses layer = isOwn
                ? new OwnLayer(child.Layer, child.Input, rows) : new LibtorchLayer(child.Layer, child.Input, rows);
            LayerTimes times = LayerTimes.Measure(layer, hasWeights: child.Layer is not (MaxPoolLayer or GlobalMaxPoolLayer));
            double toInputs = number++ == 0 ? 0 : times.ToInputs;
            switch (child.Layer)
            {
                case ConvLayer:
                    parts[1] += times.Forward / batch;
                    parts[2] += times.ToWeights / batch;
                    parts[3] += toInputs / batch;
                    break;
                default:
                    int part = child.Layer is DenseLayer ? 6 : child.Layer is BatchNormLayer ? 5 : 4;
                    parts[part] += (times.Forward + times.ToWeights + toInputs) / batch;
                    break;
            }
        }

        double passes = epoch.Shares[(int)TrainingPhase.Forward] + epoch.Shares[(int)TrainingPhase.Backward];
        parts[7] = Math.Max(0, passes - parts.Sum());
        parts[0] = epoch.Shares[(int)TrainingPhase.Feeding];
        parts[8] = epoch.Shares[(int)TrainingPhase.Waiting];
        parts[9] = epoch.Shares[(int)TrainingPhase.Update];
        return parts;
    }
}
