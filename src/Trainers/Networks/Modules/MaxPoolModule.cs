using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="MaxPoolLayer"/>: [rows, channels, height, width] → the same with a smaller image.</summary>
internal sealed class MaxPoolModule(Window window) : nn.Module<Tensor, Tensor>("MaxPool")
{
    private static readonly long[] NoDilation = [1, 1];
    private readonly PaddedWindow _window = new(window);

    public override Tensor forward(Tensor input) => _window.Apply(
        input,
        padding: double.NegativeInfinity,
        x => nn.functional.max_pool2d(x, _window.Size, _window.Stride, _window.Padding, NoDilation));
}
