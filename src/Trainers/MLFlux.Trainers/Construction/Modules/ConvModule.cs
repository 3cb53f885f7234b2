using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="ConvLayer"/>: [rows, channels, ...axes] → [rows, filters, ...axes].</summary>
internal sealed class ConvModule(Parameter own, Parameter? ownBias, Window window, int groups, Activation activation)
    : WeightFunctionModule("Conv", own, ownBias)
{
    private readonly PaddedWindow _window = new(window);

    public override Tensor Compute(Tensor input, Tensor weight, Tensor? bias) =>
        activation.Apply(_window.Apply(input, padding: 0, x => Convolve(x, weight, bias)));

    private Tensor Convolve(Tensor x, Tensor weight, Tensor? bias) => _window.Size.Length switch
    {
        1 => nn.functional.conv1d(x, weight, bias, _window.Stride[0], _window.Padding[0], _window.Dilation[0], groups),
        2 => nn.functional.conv2d(x, weight, bias, _window.Stride, _window.Padding, _window.Dilation, groups),
        _ => nn.functional.conv3d(x, weight, bias, _window.Stride, _window.Padding, _window.Dilation, groups),
    };
}
