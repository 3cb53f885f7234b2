using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Computes what the frozen head of a network makes of each row, once for all epochs.</summary>
/// <param name="head">The head, with its weights.</param>
/// <param name="input">The shape of an example.</param>
/// <param name="between">The shape of what the head gives.</param>
/// <param name="blockRows">How many rows to compute at once.</param>
/// <param name="context">Is told how far it is, and says whether the fit is to end.</param>
internal sealed class PrefixRows(BuiltNetwork head, Shape input, Shape between, int blockRows, TrainingContext context)
{
    private static readonly TimeSpan s_betweenReports = TimeSpan.FromSeconds(10);

    /// <summary>The same rows, with what the head gives for features.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="kind">What they are called in a report: <c>training</c>.</param>
    public RowsInMemory Of(RowsInMemory set, string kind)
    {
        var features = new FeatureStore(between.Size);
        using var buffer = new BatchBuffer(set, input, Math.Min(blockRows, set.Count), head.Device);
        long begun = context.Clock.GetTimestamp(), reported = begun;
        int[] all = [.. Enumerable.Range(0, set.Count)];
        for (int start = 0; start < all.Length; start += blockRows)
        {
            context.CheckAlive();
            Add(features, buffer.Fill(set, all.AsSpan(start, Math.Min(blockRows, all.Length - start))).Features);
            if (context.Clock.GetElapsedTime(reported) > s_betweenReports)
            {
                Report($"{features.Count:N0} of {all.Length:N0} {kind} rows are computed");
                reported = context.Clock.GetTimestamp();
            }
        }

        double seconds = context.Clock.GetElapsedTime(begun).TotalSeconds;
        Report($"the frozen layers were computed once for {all.Length:N0} {kind} rows, in {seconds:0.0} s");
        return new RowsInMemory(new FeatureStores(features), set.Targets, set.Weights) { LeftOut = set.LeftOut };
    }

    private void Report(FormattableString what) => context.Info(what.ToString(CultureInfo.InvariantCulture) + ".");

    private void Add(FeatureStore features, Tensor rows)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        Tensor given = head.Module.call(rows).cpu().contiguous();
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(given.bytes);
        var row = new float[between.Size];
        for (int start = 0; start < values.Length; start += row.Length)
        {
            values.Slice(start, row.Length).CopyTo(row);
            features.Add(new VBuffer<float>(row.Length, row));
        }
    }
}
