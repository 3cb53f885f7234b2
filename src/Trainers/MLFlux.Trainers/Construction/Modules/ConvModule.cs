using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="ConvLayer"/>: [rows, channels, ...axes] → [rows, filters, ...axes].</summary>
/// <param name="own">The weight.</param>
/// <param name="ownBias">The bias, or null.</param>
/// <param name="window">How the kernel moves.</param>
/// <param name="groups">Into how many groups channels are divided.</param>
/// <param name="activation">What each value goes through.</param>
/// <param name="padded">The mask of padding in the input, and the dimension of an example along which it runs; or null.</param>
internal sealed class ConvModule(
    Parameter own, Parameter? ownBias, Window window, int groups, Activation activation, (PaddingMask Mask, int Axis)? padded)
    : WeightFunctionModule("Conv", own, ownBias)
{
    private readonly Window _kernel = window;
    private readonly PaddedWindow _window = new(window);

    public override Tensor Compute(Tensor input, Tensor weight, Tensor? bias)
    {
        if (padded is not (PaddingMask mask, int axis))
            return activation.Apply(_window.Apply(input, padding: 0, x => Convolve(x, weight, bias)));

        using Tensor padding = mask.Beside(input.dim(), axis + 1);
        using Tensor content = input.Filled(padding, 0);
        return activation.Apply(_window.Apply(content, padding: 0, x => Convolve(x, weight, bias)));
    }

    protected override Tensor Patches(Tensor rows) => WindowPatches.Of(rows, _kernel);

    private Tensor Convolve(Tensor x, Tensor weight, Tensor? bias) => _window.Size.Length switch
    {
        1 => nn.functional.conv1d(x, weight, bias, _window.Stride[0], _window.Padding[0], _window.Dilation[0], groups),
        2 => nn.functional.conv2d(x, weight, bias, _window.Stride, _window.Padding, _window.Dilation, groups),
        _ => nn.functional.conv3d(x, weight, bias, _window.Stride, _window.Padding, _window.Dilation, groups),
    };
}
