using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Models;
using MLFlux.Rows;
using MLFlux.Training;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>
/// Runs the library's training loop, which says what part of a step it has just done.
/// </summary>
internal static class EpochProfiler
{
    private const int ClassCount = 10, Epochs = 3;

    public static EpochProfile Profile(DigitNetwork network, IDataView view) => Profile(network.Name, network.Description, view);

    /// <summary>The same of any network for digits.</summary>
    public static EpochProfile Profile(string name, Layer network, IDataView view)
    {
        var clock = new PhaseClock();
        double rowsPerSecond = 0;
        var options = new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Adam(HandWrittenLoop.LearningRate),
            Loss = Losses.CrossEntropy(),
            BatchSize = HandWrittenLoop.BatchSize,
            Epochs = Epochs,
            Progress = report =>
            {
                rowsPerSecond = report.RowsPerSecond;
                if (report.Epoch == 1)
                    clock.Reset(); // The first epoch compiles code.
            },
        };
        var job = new TrainingJob(
            PredictionTask.MulticlassClassification,
            network,
            InputLayout.Alone(new InputColumn("Features", DigitNetwork.ImageShape, InputKind.Numbers)),
            Losses.CrossEntropy(),
            options,
            new TrainingContext(_ => { }, _ => { }, () => { }, clock.End),
            CPU,
            Classes: null);
        job.Run(InMemory(Read(view)), validationSet: null, seed: 1, FitStart.Fresh);

        double all = clock.Ticks.Sum();
        return new EpochProfile(name, rowsPerSecond, [.. clock.Ticks.Select(t => t / all)]);
    }

    private static TrainingData InMemory(RowsInMemory set) => new(
        set, IsStreamed: false, DigitNetwork.ImageShape.Size * sizeof(float),
        () => throw new NotSupportedException("All rows are in memory."), () => throw new NotSupportedException("All rows are in memory."));

    private static RowsInMemory Read(IDataView view)
    {
        DataViewSchema.Column featureColumn = view.Schema["Features"], label = view.Schema["Label"];
        using DataViewRowCursor cursor = view.GetRowCursor([featureColumn, label]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(featureColumn);
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
        var features = new FeatureStore(DigitNetwork.ImageShape.Size);
        var targets = new ClassTargets(ClassCount);
        VBuffer<float> row = default;
        uint key = 0;
        while (cursor.MoveNext())
        {
            getFeatures(ref row);
            getLabel(ref key);
            features.Add(row);
            targets.Add((int)key - 1);
        }

        return new RowsInMemory(new FeatureStores(features), targets, weights: null);
    }
}
