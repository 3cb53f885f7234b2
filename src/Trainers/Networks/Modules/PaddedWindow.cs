using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>
/// A window in the form libtorch takes it. libtorch pads both sides alike; where they differ by one
/// (<see cref="Padding.Same"/> with an even window), the input is padded beforehand.
/// </summary>
internal sealed class PaddedWindow
{
    private readonly long[]? _sides;

    public PaddedWindow(Window window)
    {
        (int top, int left) = window.Before;
        (int bottom, int right) = window.After;
        bool isEven = top == bottom && left == right;
        Size = [window.Size.Height, window.Size.Width];
        Stride = [window.Stride.Height, window.Stride.Width];
        Padding = isEven ? [top, left] : [0, 0];
        _sides = isEven ? null : [left, right, top, bottom];
    }

    public long[] Size { get; }

    public long[] Stride { get; }

    public long[] Padding { get; }

    /// <summary>Calls the operation on the input, padded as far as the operation itself does not.</summary>
    public Tensor Apply(Tensor input, double padding, Func<Tensor, Tensor> operation)
    {
        if (_sides is null)
            return operation(input);
        using Tensor padded = nn.functional.pad(input, _sides, value: padding);
        return operation(padded);
    }
}
