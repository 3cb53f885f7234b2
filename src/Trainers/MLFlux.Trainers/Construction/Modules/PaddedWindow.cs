using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// A window in the form libtorch takes it. libtorch pads both ends of an axis alike; where they differ by one
/// (<see cref="Padding.Same"/> with an even window), the input is padded beforehand.
/// </summary>
internal sealed class PaddedWindow
{
    private readonly long[]? _sides;

    public PaddedWindow(Window window)
    {
        int[] axes = [.. Enumerable.Range(0, window.Rank)];
        Size = window.Size.ToLongs();
        Stride = window.Stride.ToLongs();
        Dilation = window.Dilation.ToLongs();
        if (axes.All(axis => window.Before(axis) == window.After(axis)))
        {
            Padding = [.. axes.Select(axis => (long)window.Before(axis))];
        }
        else
        {
            Padding = new long[axes.Length];

            // As libtorch's pad takes them: the last axis first.
            _sides = [.. axes.Reverse().SelectMany(axis => new long[] { window.Before(axis), window.After(axis) })];
        }
    }

    public long[] Size { get; }

    public long[] Stride { get; }

    public long[] Dilation { get; }

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
