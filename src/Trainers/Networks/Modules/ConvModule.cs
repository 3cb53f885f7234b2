using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="ConvLayer"/>: [rows, channels, height, width] → [rows, filters, height, width].</summary>
internal sealed class ConvModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    private readonly PaddedWindow _window;
    private readonly long[] _dilation;
    private readonly int _groups;
    private readonly Activation _activation;

    public ConvModule(Parameter weight, Parameter? bias, Window window, int groups, Activation activation)
        : base("Conv")
    {
        _weight = weight;
        _bias = bias;
        _window = new PaddedWindow(window);
        _dilation = [window.Dilation.Height, window.Dilation.Width];
        _groups = groups;
        _activation = activation;
        register_parameter("weight", weight);
        if (bias is not null)
            register_parameter("bias", bias);
    }

    public override Tensor forward(Tensor input) => _activation.Apply(_window.Apply(
        input,
        padding: 0,
        x => nn.functional.conv2d(x, _weight, _bias, _window.Stride, _window.Padding, _dilation, _groups)));
}
