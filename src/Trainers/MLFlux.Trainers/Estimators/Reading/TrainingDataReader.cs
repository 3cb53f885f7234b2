using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>Reads the rows of a data view into memory, once, as long as they fit the options' memory budget.</summary>
/// <param name="host">Is asked whether the fit goes on.</param>
/// <param name="options">The columns to read, and the budget.</param>
/// <param name="label">The label to learn.</param>
/// <param name="features">The feature columns of the training data.</param>
internal sealed class TrainingDataReader(IHost host, NeuralNetworkOptions options, LabelBinding label, BoundInputs features)
{
    private const int MostBlockRows = 4096;
    private const int BlockBytes = 1 << 20;

    private float[]? _classWeights;

    /// <summary>
    /// The budget is looked at after each block, so that what it leaves for features is passed by about a megabyte at the most.
    /// </summary>
    private int BlockRows => (int)Math.Clamp(BlockBytes / (sizeof(float) * (long)features.Layout.Width), 1, MostBlockRows);

    /// <summary>Reads training data, which is streamed where it is larger than the memory budget.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="holdsOut">Whether some of them are to be held out, with their copies.</param>
    /// <param name="channel">Takes warnings.</param>
    /// <exception cref="InvalidOperationException">There is no usable row.</exception>
    public TrainingData ReadTraining(IDataView data, bool holdsOut, IChannel channel)
    {
        foreach (DataViewSchema.Column column in features.Columns.Where(c => c.Type.GetItemType() == NumberDataViewType.Double))
        {
            channel.Warning(
                $"Column '{column.Name}' holds doubles; the network calculates in single precision, so they are converted. "
                + "ml.Transforms.Conversion.ConvertType does it once and for all.");
        }

        RowsInMemory set = Read(data, holdsOut, channel, "training", options.MemoryBudget, out double bytesPerRow, out bool isStreamed);
        return new TrainingData(
            set, isStreamed, bytesPerRow, () => new TrainingRowCursor(data, options, label, features, CheckAlive, _classWeights),
            () => CreateSet(FeatureStores.For(features.Layout), holdsOut: false));
    }

    /// <summary>Reads validation data.</summary>
    /// <exception cref="InvalidOperationException">There is no usable row.</exception>
    public RowsInMemory ReadValidation(IDataView data, IChannel channel) =>
        Read(data, holdsOut: false, channel, "validation", null, out _, out _);

    /// <summary>Makes one set of the rows that each rank has read, where it has read its own, and weighs the rows of classes.</summary>
    /// <param name="training">The rows to train on, which decide the weights of the classes.</param>
    /// <param name="validation">The rows to validate on, or null.</param>
    /// <param name="channel">Takes a warning of the labels.</param>
    /// <returns>The rows to train on, which all ranks stream where one of them has to.</returns>
    public TrainingData Complete(TrainingData training, RowsInMemory? validation, IChannel channel)
    {
        if (options.RowsAreSharded && options.Ranks.Count > 1)
        {
            Span<double> streaming = [training.IsStreamed ? 1 : 0];
            options.Ranks.Sum(streaming);
            if (streaming[0] > 0)
                training = training.Streamed();
            ShardedRows.Join(training.Set, options.Ranks);
            if (validation is not null)
                ShardedRows.Join(validation, options.Ranks);
        }

        training.Set.FindEqual();
        label.CheckTargets(training.Set.Targets);
        if (label.Warning(training.Set.Targets) is string warning)
            channel.Warning(warning);
        if (options.ClassWeights is { } weights && label.Classes is { } classes)
        {
            training.Set.WeighClasses(_classWeights = weights.Of(classes, training.Set.Targets));
            validation?.WeighClasses(_classWeights);
        }

        return training;
    }

    public void CheckAlive()
    {
        host.CheckAlive();
        options.CancellationToken.ThrowIfCancellationRequested();
    }

    private RowsInMemory Read(
        IDataView data, bool holdsOut, IChannel channel, string what, long? budget, out double bytesPerRow, out bool isStreamed)
    {
        (bytesPerRow, isStreamed) = (0, false);
        if (budget is null && ReadKept(data, holdsOut) is { } kept)
            return kept;
        using var scanner = new TrainingRowCursor(data, options, label, features, CheckAlive, classWeights: null);
        RowsInMemory set = CreateSet(FeatureStores.For(features.Layout), holdsOut);
        int blockRows = BlockRows;
        while (scanner.Fill(set, blockRows, _ => true) == blockRows)
        {
            if (isStreamed)
            {
                set.Features.Clear();
            }
            else if (budget is long bytes && set.Features.Bytes > MemoryPlan.FeatureBytes(bytes, set))
            {
                bytesPerRow = (double)set.Features.Bytes / set.Features.Count;
                isStreamed = true;
                set.Features.Release();
                GC.Collect(); // What was just released is most of the budget, and labels and windows are about to take another.
            }
        }

        set.LeftOut = scanner.LeftOut(what);
        string leftOut = string.Join(", ", set.LeftOut);
        if (set.Count == 0)
            throw new InvalidOperationException(
                $"There is no row to use in the {what} data{(leftOut.Length == 0 ? "; it is empty" : ": " + leftOut)}.");
        if (leftOut.Length > 0)
            channel.Warning($"Rows left out of the {what} data: {leftOut}.");
        if (isStreamed)
        {
            set.Features.Release();
            GC.Collect(); // Labels of many narrow rows leave as much garbage, by growing, as they take.
        }

        return set;
    }

    /// <summary>
    /// Features that are in memory already are not kept twice, unless some rows are to be left out, or there are none: null then.
    /// </summary>
    private RowsInMemory? ReadKept(IDataView data, bool holdsOut)
    {
        if (FeatureStores.Kept(data, new BoundInputs(features.Layout, data.Schema).Columns) is not { Count: > 0 } stores)
            return null;
        using var scanner = new TrainingRowCursor(data, options, label, features, CheckAlive, classWeights: null);
        RowsInMemory set = CreateSet(stores, holdsOut);
        scanner.Fill(set, int.MaxValue, _ => true);
        return set.Count == stores.Count ? set : null;
    }

    private RowsInMemory CreateSet(FeatureStores stores, bool holdsOut) => new(
        stores,
        label.CreateTargets(),
        options.ExampleWeightColumnName is null && options.ClassWeights is null ? null : [])
    {
        Hashes = holdsOut ? [] : null,
    };
}
