using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Computes loss and gradients for a share of a batch. Used by one thread at a time.</summary>
internal sealed class BatchWorker : IDisposable
{
    private readonly BuiltNetwork _network;
    private readonly LossHead _head;
    private readonly BatchBuffer _buffer;
    private readonly PlanPass? _pass;
    private readonly AveragingModule? _members;
    private readonly BatchShare? _share;

    /// <param name="description">What the network was built from.</param>
    /// <param name="network">The network.</param>
    /// <param name="layout">Rows of the kind that shares have.</param>
    /// <param name="inputShape">The shape of one example.</param>
    /// <param name="head">What stands between the network's outputs and the loss.</param>
    /// <param name="capacity">The most rows a share has.</param>
    /// <param name="share">What is summed over all shares in the middle of a pass; null where the network needs nothing of others.</param>
    public BatchWorker(
        Layer description, BuiltNetwork network, RowsInMemory layout, Shape inputShape, LossHead head, int capacity, BatchShare? share)
    {
        _share = share;
        foreach (BatchNormModule module in network.Module.modules().OfType<BatchNormModule>())
            module.Share = share;
        _network = network;
        _head = head;
        _buffer = new BatchBuffer(layout, inputShape, capacity, network.Device);
        Gradients = new GradientBuffer(network);
        _members = AveragingModule.AtEndOf(network.Module);
        if (_members is not null)
            _members.KeepsMembers = true;
        _pass = PlanPass.TryCreate(description, inputShape, network, head, capacity, Gradients.All);
    }

    /// <summary>The gradients of the last share, as its part of the whole batch's.</summary>
    public GradientBuffer Gradients { get; }

    /// <summary>What changes each share before the network sees it, or null.</summary>
    public BatchAugmenter? Augmenter { get; set; }

    /// <summary>Is told what part of the share has just been done, or null.</summary>
    public Action<TrainingPhase>? PhaseDone { get; init; }

    /// <summary>Forward, loss, backward.</summary>
    /// <returns>The outcome; where its loss is not finite, the gradients are not to be used.</returns>
    public BatchOutcome Run(ShareTask task)
    {
        bool isEmpty = task.Rows.IsEmpty;
        if (isEmpty && _share is null)
        {
            using var noGradients = no_grad();
            Gradients.Clear();
            return None(task.Set);
        }

        _share?.IsEmpty = isEmpty;
        try
        {
            BatchOutcome outcome = Run(task.Set, isEmpty ? [task.AnyRow] : task.Rows.Span, task.Normalizer, isEmpty ? 0 : 1);
            return isEmpty ? None(task.Set) : outcome;
        }
        catch
        {
            _share?.GiveUp();
            throw;
        }
    }

    private static BatchOutcome None(RowsInMemory set) => new(0, set.Targets.CountCorrect([], []), 0, 0);

    /// <param name="set">Where the rows are.</param>
    /// <param name="rows">The rows of the share.</param>
    /// <param name="normalizer">What the sum of the rows' losses is divided by to get what is differentiated.</param>
    /// <param name="part">What the loss is multiplied by: 0 for a row that does not count.</param>
    private BatchOutcome Run(RowsInMemory set, ReadOnlySpan<int> rows, double normalizer, double part)
    {
        using DisposeScope scope = NewDisposeScope();
        Batch batch = _buffer.Fill(set, rows);
        batch = Augmenter?.Apply(batch) ?? batch;
        PhaseDone?.Invoke(TrainingPhase.Feeding);

        Tensor? graph = null;
        double loss = _pass?.Forward(batch, normalizer, out Tensor outputs) ?? ForwardByGraph(batch, out outputs, out graph);
        PhaseDone?.Invoke(TrainingPhase.Forward);

        // Where shares wait for each other on the way back, all go it.
        if (double.IsFinite(loss) || _share is not null)
        {
            if (part == 0)
                _pass?.Ignore(batch);
            _pass?.Backward(batch);
            if (graph is not null)
                BackwardByGraph(graph, batch.TotalWeight * part, normalizer);
        }

        if (_members is not null)
        {
            using var noGradients = no_grad();
            outputs = _members.Average(outputs);
        }

        int? correct = set.Targets.CountCorrect(MemoryMarshal.Cast<byte, float>(outputs.cpu().contiguous().bytes), rows);
        PhaseDone?.Invoke(TrainingPhase.Backward);
        return new BatchOutcome(loss, correct, batch.TotalWeight, rows.Length);
    }

    public void Dispose()
    {
        _pass?.Dispose();
        Gradients.Dispose();
        _buffer.Dispose();
    }

    /// <summary>The loss of any network, as a tensor to differentiate, and the rows' losses, each times its weight, added up.</summary>
    private double ForwardByGraph(Batch batch, out Tensor outputs, out Tensor loss)
    {
        outputs = _network.Module.call(batch.Features);
        loss = _members is null ? _head.Compute(outputs, batch) : _head.ComputeMembers(outputs, batch);
        return loss.item<float>() * batch.TotalWeight;
    }

    private void BackwardByGraph(Tensor loss, double weight, double normalizer)
    {
        Gradients.Clear();
        (weight == normalizer ? loss : loss * (Number)(weight / normalizer)).backward();
    }
}
