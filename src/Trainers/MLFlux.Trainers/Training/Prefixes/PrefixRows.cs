using System.Globalization;
using System.Runtime.InteropServices;
using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Computes what the frozen heads of a network make of each row, once for all epochs. Ranks that all have the same rows compute a block
/// each in turn, and exchange what they computed; those that have read different rows compute their own.
/// </summary>
/// <param name="heads">The heads, ready to compute.</param>
/// <param name="job">The fit: which columns there are, who computes, and who is told how far it is.</param>
/// <param name="blockRows">How many rows to compute at once.</param>
internal sealed class PrefixRows(IReadOnlyList<PrefixHead> heads, TrainingJob job, int blockRows)
{
    private static readonly TimeSpan s_betweenReports = TimeSpan.FromSeconds(10), s_betweenSteps = TimeSpan.FromSeconds(0.1);

    private readonly TrainingContext _context = job.Context;
    private readonly Ranks _ranks = job.Context.Ranks;

    /// <summary>
    /// The rows to train on and to hold out, with what the heads give in place of their columns. Streamed rows are read once, and are in
    /// memory afterwards.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <exception cref="InvalidOperationException">Streamed rows are not as many as when they were first read.</exception>
    public RowsInMemory Of(TrainingData data) => Of(data, data.IsStreamed ? null : data.Set.Features, "training", version: null);

    /// <summary>The same rows in another version.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="computed">The rows in another version, which have the columns that no frozen layer takes; null for the first.</param>
    /// <param name="version">Changes rows before.</param>
    public RowsInMemory Of(TrainingData data, RowsInMemory? computed, PrefixVersion version) =>
        Of(data, computed?.Features ?? (data.IsStreamed ? null : data.Set.Features), version.Kind, version);

    /// <summary>The same for rows in memory that are given to validate on.</summary>
    public RowsInMemory Of(RowsInMemory validation) =>
        Of(InMemory(validation), validation, validation.Features, "validation", version: null);

    private RowsInMemory Of(TrainingData data, FeatureStores? beside, string kind, PrefixVersion? version) =>
        Of(data.IsStreamed ? Streamed(data) : InMemory(data.Set), data.Set, beside, kind, version);

    private RowsInMemory Of(
        IEnumerable<(RowsInMemory Rows, int[] Order)> blocks, RowsInMemory set, FeatureStores? beside, string kind, PrefixVersion? version)
    {
        int first = set.Shards?[_ranks.Index] ?? 0, all = (set.Shards?[_ranks.Index + 1] ?? set.Count) - first;
        var columns = new PrefixColumns([.. heads.Select(head => head.Part)], job.Inputs, beside);
        long begun = _context.Clock.GetTimestamp(), reported = begun, moved = begun;
        int done = 0;
        using IEnumerator<(RowsInMemory Rows, int[] Order)> next = blocks.GetEnumerator();
        BatchBuffer? buffer = null;
        try
        {
            for (int round = Rounds(set); round > 0; round--)
            {
                CheckAlive();
                ComputeRound();
                if (round == 1 || _context.Clock.GetElapsedTime(moved) > s_betweenSteps)
                {
                    Move(columns.Count, all, kind);
                    moved = _context.Clock.GetTimestamp();
                }

                if (_context.Clock.GetElapsedTime(reported) > s_betweenReports)
                {
                    Report($"{columns.Count:N0} of {all:N0} {kind} rows are computed");
                    reported = _context.Clock.GetTimestamp();
                }
            }
        }
        finally
        {
            buffer?.Dispose();
        }

        if (columns.Count != all || next.MoveNext())
            throw new InvalidOperationException(
                $"The training data gave {all} rows at first and {columns.Count} now; data that is streamed has to stay the same.");
        double seconds = _context.Clock.GetElapsedTime(begun).TotalSeconds;
        Report($"the frozen layers were computed once for {set.Count:N0} {kind} rows by {heads[0].Engine}, in {seconds:0.0} s");
        return new RowsInMemory(columns.All(first), set.Targets, set.Weights) { LeftOut = set.LeftOut, Shards = set.Shards };

        void ComputeRound()
        {
            bool isShared = set.Shards is null;
            float[][] mine = [.. heads.Select(_ => Array.Empty<float>())];
            for (int rank = 0; rank < (isShared ? _ranks.Count : 1) && next.MoveNext(); rank++)
            {
                (RowsInMemory rows, int[] order) = next.Current;
                buffer ??= new BatchBuffer(rows, job.Inputs.Shape, blockRows, job.Device);
                columns.Copy(rows.Features);
                if (!isShared || rank == _ranks.Index)
                    mine = Compute(buffer.Fill(rows, order), version, first + done);
                done += order.Length;
            }

            for (int part = 0; part < heads.Count; part++)
            {
                if (!isShared || _ranks.Count == 1)
                {
                    columns.Add(part, mine[part]);
                    continue;
                }

                foreach (byte[] computed in _ranks.Gather(MemoryMarshal.AsBytes(mine[part].AsSpan()), toAll: true))
                    columns.Add(part, MemoryMarshal.Cast<byte, float>(computed));
            }
        }
    }

    /// <summary>How often the ranks compute a block each: as often as the one that has the most.</summary>
    private int Rounds(RowsInMemory set)
    {
        int Blocks(int rows) => (rows + blockRows - 1) / blockRows;
        return set.Shards is { } shards
            ? Enumerable.Range(0, _ranks.Count).Max(rank => Blocks(shards[rank + 1] - shards[rank]))
            : (Blocks(set.Count) + _ranks.Count - 1) / _ranks.Count;
    }

    private float[][] Compute(Batch rows, PrefixVersion? version, int first)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        Tensor features = (version?.Apply(rows, first) ?? rows).Features;
        return [.. heads.Select(head => head.Compute(features))];
    }

    private IEnumerable<(RowsInMemory Rows, int[] Order)> InMemory(RowsInMemory set)
    {
        int first = set.Features.First, end = first + set.Features.Count;
        for (int start = first; start < end; start += blockRows)
            yield return (set, [.. Enumerable.Range(start, Math.Min(blockRows, end - start))]);
    }

    /// <summary>Streamed rows, a block after another in the same memory.</summary>
    private IEnumerable<(RowsInMemory Rows, int[] Order)> Streamed(TrainingData data)
    {
        RowsInMemory window = data.CreateSet();
        using ITrainingRowCursor cursor = data.Scan();
        while (cursor.Fill(window, blockRows, _ => true) > 0)
        {
            yield return (window, [.. Enumerable.Range(0, window.Count)]);
            window.Clear();
        }
    }

    /// <summary>Ends all ranks where rank 0 is told to end.</summary>
    private void CheckAlive()
    {
        _context.CheckAlive();
        OperationCanceledException? cancellation = _context.Cancellation();
        if (_ranks.Count > 1 && _ranks.Agree(cancellation is not null))
            throw cancellation ?? new OperationCanceledException("The fit was cancelled on rank 0.");
    }

    private void Move(int rows, int all, string kind)
    {
        if (_ranks.IsFirst)
            job.Options.FrozenProgress?.Invoke(new FrozenReport { Kind = kind, Rows = rows, AllRows = all });
    }

    private void Report(FormattableString what) => _context.Info(what.ToString(CultureInfo.InvariantCulture) + ".");
}
