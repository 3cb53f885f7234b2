using System.Runtime.InteropServices;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Computes loss and gradients for a share of a batch. Used by one thread at a time.</summary>
internal sealed class BatchWorker : IDisposable
{
    private readonly BuiltNetwork _network;
    private readonly TrainingSet _set;
    private readonly LossHead _head;
    private readonly BatchBuffer _buffer;

    public BatchWorker(BuiltNetwork network, TrainingSet set, Shape inputShape, LossHead head, int capacity)
    {
        _network = network;
        _set = set;
        _head = head;
        _buffer = new BatchBuffer(set, inputShape, capacity);
        Gradients = new GradientBuffer(network);
    }

    /// <summary>The gradients of the last share, as its part of the whole batch's.</summary>
    public GradientBuffer Gradients { get; }

    /// <summary>Forward, loss, backward.</summary>
    /// <param name="rows">The rows of the share.</param>
    /// <param name="batchWeight">The weight of the whole batch, of which the share makes up a part.</param>
    /// <returns>The outcome; where its loss is not finite, the gradients are not computed.</returns>
    public BatchOutcome Run(ReadOnlySpan<int> rows, double batchWeight)
    {
        using DisposeScope scope = NewDisposeScope();
        Batch batch = _buffer.Fill(rows);
        Tensor outputs = _network.Module.call(batch.Features);
        Tensor loss = _head.Compute(outputs, batch);
        double weight = _set.WeightOf(rows);
        if (weight != batchWeight)
            loss = loss * (weight / batchWeight);

        Gradients.Clear();
        float value = loss.item<float>();
        if (float.IsFinite(value))
            loss.backward();
        int? correct = _set.Targets.CountCorrect(MemoryMarshal.Cast<byte, float>(outputs.contiguous().bytes), rows);
        return new BatchOutcome(value, correct, weight, rows.Length);
    }

    public void Dispose()
    {
        Gradients.Dispose();
        _buffer.Dispose();
    }
}
