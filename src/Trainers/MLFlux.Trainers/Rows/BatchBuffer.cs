using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>
/// The tensors of one batch, allocated once and filled again for each batch: no tensor and no array is made for a row.
/// </summary>
internal sealed class BatchBuffer : IDisposable
{
    private readonly Tensor _features;
    private readonly Tensor _targets;
    private readonly Tensor? _weights;
    private readonly Tensor _shaped;
    private readonly Device? _gpu;

    /// <param name="layout">Rows of the kind the buffer is for.</param>
    /// <param name="inputShape">The shape of one example.</param>
    /// <param name="capacity">The most rows a batch can have.</param>
    /// <param name="device">Where batches are wanted.</param>
    public BatchBuffer(RowsInMemory layout, Shape inputShape, int capacity, Device device)
    {
        _gpu = device.type == DeviceType.CPU ? null : device;
        Capacity = capacity;
        _features = empty(capacity, layout.Features.Width).DetachFromDisposeScope();
        _shaped = _features.view(inputShape.Batch(capacity)).DetachFromDisposeScope();
        _targets = layout.Targets.CreateBatch(capacity);
        _weights = layout.Weights is null ? null : empty(capacity).DetachFromDisposeScope();
    }

    /// <summary>The most rows a batch can have.</summary>
    public int Capacity { get; }

    /// <summary>
    /// Fills the buffer; the tensors given out are views of it, valid until the next call, or copies on the GPU, which belong to
    /// the caller's dispose scope.
    /// </summary>
    public Batch Fill(RowsInMemory set, ReadOnlySpan<int> rows)
    {
        set.Features.Gather(rows, MemoryMarshal.Cast<byte, float>(_features.bytes));
        set.Targets.Gather(rows, _targets.bytes);
        double totalWeight = _weights is null
            ? rows.Length
            : GatherWeights(set, rows, MemoryMarshal.Cast<byte, float>(_weights.bytes));

        var batch = rows.Length == Capacity
            ? new Batch(_shaped, _targets, _weights, totalWeight)
            : new Batch(
                _shaped.narrow(0, 0, rows.Length), _targets.narrow(0, 0, rows.Length), _weights?.narrow(0, 0, rows.Length),
                totalWeight);
        batch = batch with { HasMissing = set.Targets.HasMissing };
        return _gpu is null
            ? batch
            : batch with { Features = batch.Features.to(_gpu), Targets = batch.Targets.to(_gpu), Weights = batch.Weights?.to(_gpu) };
    }

    public void Dispose()
    {
        _shaped.Dispose();
        _features.Dispose();
        _targets.Dispose();
        _weights?.Dispose();
    }

    /// <summary>Writes the weights of the rows, and returns their sum.</summary>
    private static double GatherWeights(RowsInMemory set, ReadOnlySpan<int> rows, Span<float> destination)
    {
        ReadOnlySpan<float> all = CollectionsMarshal.AsSpan(set.Weights);
        double total = 0;
        for (int i = 0; i < rows.Length; i++)
            total += destination[i] = all[rows[i]];
        return total;
    }
}
