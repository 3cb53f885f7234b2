using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Networks;
using MLFlux.Models;
using MLFlux.Training;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>
/// Runs the library's training loop with a network, a loss, targets and an optimizer that tell the time as it passes through
/// them: the loop itself knows nothing of it.
/// </summary>
internal static class EpochProfiler
{
    private const int ClassCount = 10, Epochs = 3;

    public static EpochProfile Profile(DigitNetwork network, IDataView view)
    {
        var clock = new PhaseClock();
        var loss = new PhaseLoss(Losses.CrossEntropy(), clock);
        double rowsPerSecond = 0;
        var options = new NeuralNetworkOptions
        {
            Optimizer = new PhaseOptimizer(Optimizers.Adam(HandWrittenLoop.LearningRate), clock),
            Loss = loss,
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
            Chain(new PhaseLayer(clock, Phase.Feeding), network.Description, new PhaseLayer(clock, Phase.Forward)),
            DigitNetwork.ImageShape,
            new LossHead(loss, HeadFunction.None),
            options,
            new TrainingContext(_ => { }, _ => { }, () => { }),
            CPU,
            Classes: null);
        job.Run(InMemory(Read(view, clock)), validationSet: null, seed: 1, origin: null);

        double all = clock.Ticks.Sum();
        return new EpochProfile(network.Name, rowsPerSecond, [.. clock.Ticks.Select(t => t / all)]);
    }

    private static TrainingData InMemory(TrainingSet set) => new(
        set, IsStreamed: false, DigitNetwork.ImageShape.Size * sizeof(float),
        () => throw new NotSupportedException("All rows are in memory."), () => throw new NotSupportedException("All rows are in memory."));

    private static TrainingSet Read(IDataView view, PhaseClock clock)
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

        return new TrainingSet(features, new PhaseTargets(targets, clock), weights: null);
    }
}
