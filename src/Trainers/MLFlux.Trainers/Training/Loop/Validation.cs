using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Held-out rows, and the pass over them after each epoch.</summary>
internal sealed class Validation : IDisposable
{
    private readonly FitNetwork _network;
    private readonly RowsInMemory _set;
    private readonly int[] _rows;
    private readonly int[] _scored;
    private readonly TrainingContext _context;
    private readonly Range[] _blocks;
    private readonly BatchBuffer _buffer;
    private readonly bool _isExact;

    /// <param name="network">The network to validate.</param>
    /// <param name="rows">The held-out rows.</param>
    /// <param name="context">Says whether the fit is to end.</param>
    /// <param name="isExact">Whether libtorch computes with one thread, so that the outputs are the same on any number of ranks.</param>
    public Validation(FitNetwork network, RowWindow rows, TrainingContext context, bool isExact = false)
    {
        _isExact = isExact;
        _network = network;
        (_set, _rows) = rows;
        _context = context;
        _scored = IsSharded ? _set.Here(_rows).ToArray() : _rows;
        _blocks = [.. CutIntoBlocks()];
        _buffer = new BatchBuffer(
            _set, network.InputShape, _blocks.Select(block => block.End.Value - block.Start.Value).DefaultIfEmpty().Max(),
            network.Built.Device);
    }

    /// <summary>The views of which a prediction will be the mean, or null: what is learned of outputs is learned of their mean.</summary>
    public ViewMaps? Views { get; init; }

    /// <summary>How many rows are held out.</summary>
    public int Rows => _rows.Length;

    /// <summary>Whether each rank has read its own rows.</summary>
    private bool IsSharded => _set.Shards is not null;

    /// <summary>How many answers of the rows held out are of a class.</summary>
    public int Count(int answer) => _rows.Sum(row => _set.Targets.Answers(row).Count(other => other == answer));

    /// <summary>Mean loss and accuracy over all held-out rows, of which each rank has a part; leaves the network in scoring mode.</summary>
    public RunningMean Run() => Run(_context.Ranks);

    /// <summary>Mean loss and accuracy over all held-out rows, as this rank computes them by itself.</summary>
    public RunningMean RunAlone() => Run(Ranks.Alone);

    /// <remarks>
    /// The blocks are the same for any number of ranks, and their outcomes are added up in their order: the loss is one process's, to the
    /// bit, as far as the weights are. Where each rank has read its own rows, it scores those.
    /// </remarks>
    private RunningMean Run(Ranks ranks)
    {
        Range part = Part(ranks);
        var outcomes = new BatchOutcomes(_blocks.Length, _set.Targets.CountCorrect([], []) is not null);
        int block = part.Start.GetOffset(_blocks.Length);
        Score(_blocks.AsSpan(part), (rows, batch, outputs) =>
        {
            float loss = _network.Head.Compute(outputs, batch).item<float>();
            int? correct = _set.Targets.CountCorrect(Values(outputs), rows);
            outcomes[block++] = new BatchOutcome(loss * batch.TotalWeight, correct, batch.TotalWeight, rows.Length);
        });

        var whole = new RunningMean();
        whole.Add(IsSharded ? ranks.Sum(outcomes.Total(Ranks.Alone)) : outcomes.Total(ranks));
        return whole;
    }

    /// <summary>
    /// The raw outputs for all held-out rows, the mean over the views of each where there are several, row after row, on each rank; leaves
    /// the network in scoring mode.
    /// </summary>
    public float[] Outputs()
    {
        var mine = new List<float>();
        Score(_blocks.AsSpan(Part(_context.Ranks)), (_, _, outputs) => mine.AddRange(Values(outputs)), Views);
        if (_context.Ranks.Count == 1)
            return [.. mine];

        byte[][] parts = _context.Ranks.Gather(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(mine)), toAll: true);
        float[][] all = [.. parts.Select(part => MemoryMarshal.Cast<byte, float>(part).ToArray())];
        return IsSharded ? InOrder(all) : [.. all.SelectMany(part => part)];
    }

    /// <summary>All held-out rows with their raw outputs, on each rank; leaves the network in scoring mode.</summary>
    public HeldOutRows HeldOut() => new(_set.Targets, _rows, Outputs(), Weights(_rows));

    /// <summary>Those of the held-out rows that have a label of a head, with its raw outputs; leaves the network in scoring mode.</summary>
    public HeldOutRows HeldOut(ModelHead head)
    {
        HeadStore store = ((HeadTargets)_set.Targets).Heads[head.Place];
        float[] outputs = Outputs();
        int width = outputs.Length / _rows.Length;
        int[] places = [.. Enumerable.Range(0, _rows.Length).Where(place => store.Places[_rows[place]] >= 0)];
        int[] rows = [.. places.Select(place => _rows[place])];
        IEnumerable<float> Own(int place) => outputs.Skip((place * width) + head.Start).Take(head.Width);
        return new HeldOutRows(store.Targets, store.Known(rows), [.. places.SelectMany(Own)], Weights(rows));
    }

    public void Dispose() => _buffer.Dispose();

    private float[]? Weights(int[] rows) => _set.Weights is { } all ? [.. rows.Select(row => all[row])] : null;

    private static ReadOnlySpan<float> Values(Tensor outputs) => MemoryMarshal.Cast<byte, float>(outputs.cpu().contiguous().bytes);

    /// <summary>The blocks that a rank scores: its part, or all where each rank has cut the rows that it has read.</summary>
    private Range Part(Ranks ranks) => IsSharded ? .. : ranks.Part(_blocks.Length);

    /// <summary>The outputs of all ranks' rows in the order of the rows.</summary>
    private float[] InOrder(float[][] parts)
    {
        int[] shards = _set.Shards!, next = new int[parts.Length];
        int width = parts.Sum(part => part.Length) / _rows.Length;
        var ordered = new float[_rows.Length * width];
        for (int row = 0; row < _rows.Length; row++)
        {
            int rank = Array.FindLastIndex(shards, first => first <= _rows[row]);
            parts[rank].AsSpan(width * next[rank]++, width).CopyTo(ordered.AsSpan(row * width));
        }

        return ordered;
    }

    /// <summary>Blocks of rows, in which those that belong together stay together.</summary>
    private IEnumerable<Range> CutIntoBlocks()
    {
        int blockRows = BlockSize.Of(_network.Description, _network.InputShape);
        for (int start = 0, end; start < _scored.Length; start = end)
        {
            end = RowGroups.End(_set.Targets, _scored, Math.Min(start + blockRows, _scored.Length));
            yield return start..end;
        }
    }

    /// <summary>Scores the rows of blocks, block after block.</summary>
    private void Score(ReadOnlySpan<Range> blocks, Action<ReadOnlySpan<int>, Batch, Tensor> visit, ViewMaps? views = null)
    {
        nn.Module<Tensor, Tensor> module = _network.Built.Module;
        module.eval();
        if (_isExact)
            LibtorchThreads.Use(1);
        using var noGradients = no_grad();
        foreach (Range block in blocks)
        {
            _context.CheckAlive();
            using NativeWork.Lease work = NativeWork.Begin();
            using DisposeScope scope = NewDisposeScope();
            ReadOnlySpan<int> rows = _scored.AsSpan(block);
            Batch batch = _buffer.Fill(_set, rows);
            visit(rows, batch, views?.Mean(batch.Features, module.call) ?? module.call(batch.Features));
        }
    }
}
