using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="ConvLayer"/>: [rows, channels, ...axes] → [rows, filters, ...axes].</summary>
internal sealed class ConvModule(Parameter weight, Parameter? bias, Window window, int groups, Activation activation)
    : WeightedModule("Conv", weight, bias)
{
    private readonly PaddedWindow _window = new(window);

    public override Tensor forward(Tensor input) => activation.Apply(_window.Apply(input, padding: 0, Convolve));

    private Tensor Convolve(Tensor x) => _window.Size.Length switch
    {
        1 => nn.functional.conv1d(x, Weight, Bias, _window.Stride[0], _window.Padding[0], _window.Dilation[0], groups),
        2 => nn.functional.conv2d(x, Weight, Bias, _window.Stride, _window.Padding, _window.Dilation, groups),
        _ => nn.functional.conv3d(x, Weight, Bias, _window.Stride, _window.Padding, _window.Dilation, groups),
    };
}
