using System.Globalization;
using Microsoft.ML.Data;
using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Computes what the frozen head of a network makes of each row, once for all epochs.</summary>
/// <param name="head">The head, ready to compute.</param>
/// <param name="input">The shape of an example.</param>
/// <param name="between">The shape of what the head gives.</param>
/// <param name="blockRows">How many rows to compute at once.</param>
/// <param name="context">Is told how far it is, and says whether the fit is to end.</param>
internal sealed class PrefixRows(PrefixHead head, Shape input, Shape between, int blockRows, TrainingContext context)
{
    private static readonly TimeSpan s_betweenReports = TimeSpan.FromSeconds(10);

    /// <summary>The rows to train on and to hold out, with what the head gives for features. Streamed rows are read once.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="kind">What they are called in a report: <c>training</c>.</param>
    /// <param name="augmenter">Changes the rows before; null leaves them as they are.</param>
    /// <exception cref="InvalidOperationException">Streamed rows are not as many as when they were first read.</exception>
    public RowsInMemory Of(TrainingData data, string kind, BatchAugmenter? augmenter = null) =>
        Of(data.IsStreamed ? Windows(data) : [data.Set], data.Set, kind, augmenter);

    /// <summary>The same for rows in memory.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="kind">What they are called in a report: <c>validation</c>.</param>
    public RowsInMemory Of(RowsInMemory set, string kind) => Of([set], set, kind, augmenter: null);

    private RowsInMemory Of(IEnumerable<RowsInMemory> windows, RowsInMemory set, string kind, BatchAugmenter? augmenter)
    {
        var features = new FeatureStore(between.Size);
        long begun = context.Clock.GetTimestamp(), reported = begun;
        foreach (RowsInMemory window in windows)
        {
            using var buffer = new BatchBuffer(window, input, Math.Min(blockRows, window.Count), head.Device);
            int[] all = [.. Enumerable.Range(0, window.Count)];
            for (int start = 0; start < all.Length; start += blockRows)
            {
                context.CheckAlive();
                Add(features, buffer.Fill(window, all.AsSpan(start, Math.Min(blockRows, all.Length - start))), augmenter);
                if (context.Clock.GetElapsedTime(reported) > s_betweenReports)
                {
                    Report($"{features.Count:N0} of {set.Count:N0} {kind} rows are computed");
                    reported = context.Clock.GetTimestamp();
                }
            }
        }

        if (features.Count != set.Count)
            throw new InvalidOperationException(
                $"The training data gave {set.Count} rows at first and {features.Count} now; data that is streamed has to stay the same.");
        double seconds = context.Clock.GetElapsedTime(begun).TotalSeconds;
        Report($"the frozen layers were computed once for {set.Count:N0} {kind} rows by {head.Engine}, in {seconds:0.0} s");
        return new RowsInMemory(new FeatureStores(features), set.Targets, set.Weights) { LeftOut = set.LeftOut };
    }

    /// <summary>Streamed rows, a block after another in the same memory.</summary>
    private IEnumerable<RowsInMemory> Windows(TrainingData data)
    {
        RowsInMemory window = data.CreateSet();
        using ITrainingRowCursor cursor = data.Scan();
        while (cursor.Fill(window, blockRows, _ => true) > 0)
        {
            yield return window;
            window.Clear();
        }
    }

    private void Report(FormattableString what) => context.Info(what.ToString(CultureInfo.InvariantCulture) + ".");

    private void Add(FeatureStore features, Batch batch, BatchAugmenter? augmenter)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        float[] values = head.Compute((augmenter?.Apply(batch) ?? batch).Features);
        var row = new float[between.Size];
        for (int start = 0; start < values.Length; start += row.Length)
        {
            values.AsSpan(start, row.Length).CopyTo(row);
            features.Add(new VBuffer<float>(row.Length, row));
        }
    }
}
