using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Which steps of a batch of sequences are padding, handed on beside the tensor: written by the layer that declares padding, read by
/// the layers behind it that leave padding out.
/// </summary>
/// <remarks>
/// Each thread that computes has a mask of its own, as many may share one module. Which layers read the mask is decided when the
/// modules are made (<see cref="Layer.PaddedAxis"/>); this only carries the values.
/// </remarks>
internal sealed class PaddingMask : IDisposable
{
    private readonly ThreadLocal<Tensor?> _values = new(trackAllValues: true);
    private bool _isDisposed;

    /// <summary>True at each step that is padding: [rows, time]. Valid until the thread computes another batch.</summary>
    public Tensor Values => _values.Value ?? throw new InvalidOperationException("No layer has declared padding on this thread.");

    /// <summary>Takes the mask of a batch.</summary>
    /// <param name="features">What the layer that declares padding takes: [rows, time].</param>
    /// <param name="padding">The feature that is padding.</param>
    public void Set(Tensor features, int padding)
    {
        _values.Value?.Dispose();
        _values.Value = features.Is(padding).DetachFromDisposeScope();
    }

    /// <summary>The mask with dimensions of length 1 beside that of time, so that it goes with a tensor.</summary>
    /// <param name="dimensions">How many dimensions the tensor has, the batch's included.</param>
    /// <param name="time">Which of them is time.</param>
    public Tensor Beside(long dimensions, int time)
    {
        var shape = new long[dimensions];
        Array.Fill(shape, 1);
        (shape[0], shape[time]) = (Values.size(0), Values.size(1));
        return Values.view(shape);
    }

    /// <summary>Frees the masks of all threads. A module may be disposed of by itself and with the one that it is in.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        foreach (Tensor? mask in _values.Values)
            mask?.Dispose();
        _values.Dispose();
    }
}
