using System.Runtime.InteropServices;
using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Held-out rows, and the pass over them after each epoch.</summary>
internal sealed class Validation : IDisposable
{
    /// <summary>Large enough that the cost of a call does not show, small enough for the cache.</summary>
    private const int BlockRows = 512;

    private readonly RowsInMemory _set;
    private readonly int[] _rows;
    private readonly BatchBuffer _buffer;

    public Validation(RowsInMemory set, int[] rows, Shape inputShape, Device device)
    {
        _set = set;
        _rows = rows;
        _buffer = new BatchBuffer(set, inputShape, Math.Min(BlockRows, rows.Length), device);
    }

    public int Rows => _rows.Length;

    /// <summary>Mean loss and accuracy over all held-out rows; the network is in scoring mode meanwhile.</summary>
    public RunningMean Run(nn.Module<Tensor, Tensor> module, LossHead head, TrainingContext context)
    {
        module.eval();
        var mean = new RunningMean();
        using var noGradients = no_grad();
        for (int start = 0; start < _rows.Length; start += BlockRows)
        {
            context.CheckAlive();
            using NativeWork.Lease work = NativeWork.Begin();
            using DisposeScope scope = NewDisposeScope();
            ReadOnlySpan<int> rows = _rows.AsSpan(start, Math.Min(BlockRows, _rows.Length - start));
            Batch batch = _buffer.Fill(_set, rows);
            Tensor outputs = module.call(batch.Features);
            float loss = head.Compute(outputs, batch).item<float>();
            int? correct = _set.Targets.CountCorrect(MemoryMarshal.Cast<byte, float>(outputs.cpu().contiguous().bytes), rows);
            mean.Add(new BatchOutcome(loss * batch.TotalWeight, correct, batch.TotalWeight, rows.Length));
        }

        return mean;
    }

    public void Dispose() => _buffer.Dispose();
}
