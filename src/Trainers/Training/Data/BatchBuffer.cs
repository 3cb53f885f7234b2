using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The tensors of one batch, allocated once and filled again for each batch: no tensor and no array is made for a row.
/// </summary>
internal sealed class BatchBuffer : IDisposable
{
    private readonly TrainingSet _set;
    private readonly long[] _inputShape;
    private readonly Tensor _features;
    private readonly Tensor _targets;
    private readonly Tensor? _weights;
    private readonly Tensor _shaped;
    private readonly Device? _gpu;

    public BatchBuffer(TrainingSet set, Shape inputShape, int capacity, Device device)
    {
        _set = set;
        _gpu = device.type == DeviceType.CPU ? null : device;
        Capacity = capacity;
        _inputShape = inputShape.Batch(capacity);
        _features = empty(capacity, set.Features.Width).DetachFromDisposeScope();
        _shaped = _features.view(_inputShape).DetachFromDisposeScope();
        _targets = set.Targets.CreateBatch(capacity);
        _weights = set.Weights is null ? null : empty(capacity).DetachFromDisposeScope();
    }

    /// <summary>The most rows a batch can have.</summary>
    public int Capacity { get; }

    /// <summary>
    /// Fills the buffer; the tensors given out are views of it, valid until the next call, or copies on the GPU, which belong to
    /// the caller's dispose scope.
    /// </summary>
    public Batch Fill(ReadOnlySpan<int> rows)
    {
        _set.Features.Gather(rows, MemoryMarshal.Cast<byte, float>(_features.bytes));
        _set.Targets.Gather(rows, _targets.bytes);
        double totalWeight = _weights is null
            ? rows.Length
            : GatherWeights(rows, MemoryMarshal.Cast<byte, float>(_weights.bytes));

        var batch = rows.Length == Capacity
            ? new Batch(_shaped, _targets, _weights, totalWeight)
            : new Batch(
                _shaped.narrow(0, 0, rows.Length), _targets.narrow(0, 0, rows.Length), _weights?.narrow(0, 0, rows.Length),
                totalWeight);
        return _gpu is null
            ? batch
            : new Batch(batch.Features.to(_gpu), batch.Targets.to(_gpu), batch.Weights?.to(_gpu), totalWeight);
    }

    public void Dispose()
    {
        _shaped.Dispose();
        _features.Dispose();
        _targets.Dispose();
        _weights?.Dispose();
    }

    /// <summary>Writes the weights of the rows, and returns their sum.</summary>
    private double GatherWeights(ReadOnlySpan<int> rows, Span<float> destination)
    {
        ReadOnlySpan<float> all = CollectionsMarshal.AsSpan(_set.Weights);
        double total = 0;
        for (int i = 0; i < rows.Length; i++)
            total += destination[i] = all[rows[i]];
        return total;
    }
}
