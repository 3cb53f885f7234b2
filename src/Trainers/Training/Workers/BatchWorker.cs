using System.Runtime.InteropServices;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Computes loss and gradients for a share of a batch. Used by one thread at a time.</summary>
internal sealed class BatchWorker : IDisposable
{
    private readonly BuiltNetwork _network;
    private readonly LossHead _head;
    private readonly BatchBuffer _buffer;

    public BatchWorker(BuiltNetwork network, TrainingSet layout, Shape inputShape, LossHead head, int capacity)
    {
        _network = network;
        _head = head;
        _buffer = new BatchBuffer(layout, inputShape, capacity, network.Device);
        Gradients = new GradientBuffer(network);
    }

    /// <summary>The gradients of the last share, as its part of the whole batch's.</summary>
    public GradientBuffer Gradients { get; }

    /// <summary>What changes each share before the network sees it, or null.</summary>
    public BatchAugmenter? Augmenter { get; set; }

    /// <summary>Forward, loss, backward.</summary>
    /// <param name="set">Where the rows are.</param>
    /// <param name="rows">The rows of the share.</param>
    /// <param name="normalizer">What the sum of the rows' losses is divided by to get what is differentiated.</param>
    /// <returns>The outcome; where its loss is not finite, the gradients are not computed.</returns>
    public BatchOutcome Run(TrainingSet set, ReadOnlySpan<int> rows, double normalizer)
    {
        using DisposeScope scope = NewDisposeScope();
        Batch batch = _buffer.Fill(set, rows);
        batch = Augmenter?.Apply(batch) ?? batch;
        Tensor outputs = _network.Module.call(batch.Features);
        Tensor loss = _head.Compute(outputs, batch);
        float value = loss.item<float>();
        Gradients.Clear();
        if (float.IsFinite(value))
            (batch.TotalWeight == normalizer ? loss : loss * (batch.TotalWeight / normalizer)).backward();
        int? correct = set.Targets.CountCorrect(MemoryMarshal.Cast<byte, float>(outputs.cpu().contiguous().bytes), rows);
        return new BatchOutcome(value * batch.TotalWeight, correct, batch.TotalWeight, rows.Length);
    }

    public void Dispose()
    {
        Gradients.Dispose();
        _buffer.Dispose();
    }
}
