using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A convolution of each channel alone: <c>Conv</c> with as many groups as channels. Each channel gives
/// <c>Filters / channels</c> channels. The weight is [filters, 1, ...kernel]. Make one with <c>DepthwiseConv</c> of
/// <see cref="Layers"/>.
/// </summary>
public sealed record DepthwiseConvLayer : Layer
{
    internal DepthwiseConvLayer(
        Extent kernel, int? filters, Activation? activation, Extent? stride, Padding padding, Extent? dilation, bool bias,
        Initializer? initializer)
    {
        Kernel = ArgumentChecks.Steps(kernel);
        Filters = ArgumentChecks.AtLeastOne(filters);
        Activation = activation ?? Activation.Identity;
        Stride = ArgumentChecks.StepsOf(kernel, stride ?? 1, nameof(stride));
        Padding = ArgumentChecks.PaddingOf(kernel, padding);
        Dilation = ArgumentChecks.StepsOf(kernel, dilation ?? 1, nameof(dilation));
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>The size of the window along each axis.</summary>
    public Extent Kernel { get; }

    /// <summary>The number of channels it gives, a multiple of those it takes; null, the default, for as many as it takes.</summary>
    public int? Filters { get; }

    /// <summary>What each value goes through at the end. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>By how much the window moves along each axis. The default is 1.</summary>
    public Extent Stride { get; }

    /// <summary>Zeros around the input. The default is none.</summary>
    public Padding Padding { get; }

    /// <summary>From one value under the window to the next. The default is 1: no gaps.</summary>
    public Extent Dilation { get; }

    /// <summary>Whether a bias is added. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What the weight is drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => "DepthwiseConv";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Window.EnsureAxes(this, input, Kernel.Rank);
        if (Filters is int filters && filters % input[0] != 0)
            throw new NetworkShapeException(this,
                $"gives {filters} channels, which is no multiple of the {input[0]} in {input}. Choose one, or leave it out.");
        return new Window(Kernel, Stride, Dilation, Padding).OutputShape(this, input, Filters ?? input[0]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return Grouped(input).Parameters(input);
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("kernel", Kernel);
        if (Filters is int filters)
            properties.Placed("filters", filters);
        Extent one = Extent.Uniform(1, Kernel.Rank);
        if (Filters is null && Activation != Activation.Identity)
            properties.Named("activation", Activation); // The place after the kernel is that of the filters.
        else
            properties.Placed(Activation);
        properties.Named("stride", Stride, one).Named(Padding).Named("dilation", Dilation, one).Weights(Bias, Initializer);
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        Grouped(input).CreateModule(input, builder);

    internal static DepthwiseConvLayer Read(LayerReader json) => new(
        json.Extent("kernel"),
        json.OptionalCount("filters"),
        json.Activation(),
        json.OptionalExtent("stride"),
        json.Padding(),
        json.OptionalExtent("dilation"),
        json.Flag("bias", absent: true),
        json.Initializer());

    /// <summary>The same as a convolution in groups.</summary>
    internal ConvLayer Grouped(Shape input) => new(
        Kernel, null, Filters ?? input[0], Activation, Stride, Padding, Dilation, groups: input[0], Bias, Initializer);
}
