using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="MeanPoolLayer"/>: [rows, channels, height, width] → the same with a smaller image.</summary>
internal sealed class MeanPoolModule(Window window) : nn.Module<Tensor, Tensor>("MeanPool")
{
    private readonly PaddedWindow _window = new(window);

    public override Tensor forward(Tensor input) => _window.Apply(
        input,
        padding: 0,
        x => nn.functional.avg_pool2d(x, _window.Size, _window.Stride, _window.Padding));
}
