using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="ConvTransposeLayer"/>: [rows, channels, ...axes] → [rows, filters, ...axes].</summary>
internal sealed class ConvTransposeModule(
    Parameter own, Parameter? ownBias, TransposedAxis[] axes, Window window, int groups, Activation activation)
    : WeightFunctionModule("ConvTranspose", own, ownBias)
{
    private readonly long[] _stride = window.Stride.ToLongs();
    private readonly long[] _dilation = window.Dilation.ToLongs();
    private readonly long[] _padding = [.. axes.Select(axis => (long)axis.Padding)];
    private readonly long[] _outputPadding = [.. axes.Select(axis => (long)axis.OutputPadding)];

    public override Tensor Compute(Tensor input, Tensor weight, Tensor? bias)
    {
        Tensor x = Convolve(input, weight, bias);
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (axes[axis].Cut == 0)
                continue;
            using Tensor longer = x;
            x = longer.narrow(axis + 2, 0, longer.size(axis + 2) - axes[axis].Cut);
        }

        return activation.Apply(x);
    }

    private Tensor Convolve(Tensor x, Tensor weight, Tensor? bias) => _stride.Length switch
    {
        1 => nn.functional.conv_transpose1d(x, weight, bias, _stride[0], _padding[0], _outputPadding[0], _dilation[0], groups),
        2 => nn.functional.conv_transpose2d(x, weight, bias, _stride, _padding, _outputPadding, _dilation, groups),
        _ => nn.functional.conv_transpose3d(x, weight, bias, _stride, _padding, _outputPadding, _dilation, groups),
    };
}
