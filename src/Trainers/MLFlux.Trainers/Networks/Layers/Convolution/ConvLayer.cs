using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A convolution (cross-correlation, as in PyTorch) along one axis (channels × length), two (channels × height × width) or
/// three (channels × depth × height × width), then an activation. Along each axis the output has
/// ⌊(n + padding − dilation (k − 1) − 1) / stride⌋ + 1 values; it has <c>Filters</c> channels. The weight is
/// [filters, inputs / groups, ...kernel]; the bias, [filters], begins as zeros. Make one with <c>Conv</c> of
/// <see cref="Layers"/>.
/// </summary>
public sealed record ConvLayer : ConvolutionLayer
{
    internal ConvLayer(
        Extent kernel, int? inputs, int filters, Activation? activation = null, Extent? stride = null, Padding padding = default,
        Extent? dilation = null, int groups = 1, bool bias = true, Initializer? initializer = null)
        : base(kernel, inputs, filters, activation, stride, padding, dilation, groups, bias, initializer)
    {
    }

    internal override string Name => "Conv";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        EnsureChannels(input);
        return Window.OutputShape(this, input, Filters);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        IReadOnlyList<ParameterDeclaration> parameters =
            Declare(Filters, input[0] / Groups, fanIn: input[0] / Groups, fanOut: Filters);
        return Groups == 1 && Initializer.LearnsFromRows ? [.. parameters.Select(one => one with { IsPrepared = true })] : parameters;
    }

    /// <summary>
    /// A convolution that keeps the length sees zeros at padding, as it does beyond the ends. After another one, nothing could tell what
    /// is padding.
    /// </summary>
    internal override int? PaddedAxis(Shape input, int? padded) => padded switch
    {
        null => null,
        > 0 when Stride[padded.Value - 1] == 1 && OutputShape(input)[padded.Value] == input[padded.Value] => padded,
        _ => throw PaddingFlow.TakesPadding(this),
    };

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new ConvModule(
            builder.Parameter(parameters[0]), Bias ? builder.Parameter(parameters[1]) : null, Window, Groups, Activation,
            builder.Padding)
        {
            Whitening = Initializer as WhiteningInitializer,
        };
    }

    internal static ConvLayer Read(LayerReader json) => new(
        json.Extent("kernel"),
        json.OptionalCount("inputs"),
        json.Count("filters"),
        json.Activation(),
        json.OptionalExtent("stride"),
        json.Padding(),
        json.OptionalExtent("dilation"),
        json.OptionalCount("groups") ?? 1,
        json.Flag("bias", absent: true),
        json.Initializer());
}
