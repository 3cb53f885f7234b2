using System.Text.Json.Nodes;
using MLFlux.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A two-dimensional convolution (cross-correlation, as in PyTorch) over channels × height × width, then an activation.
/// Along each side the output has ⌊(n + padding − dilation (k − 1) − 1) / stride⌋ + 1 values; it has
/// <see cref="Filters"/> channels. The weight is [filters, inputs / groups, height, width]; the bias, [filters], begins as
/// zeros. Make one with <c>Conv</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ConvLayer : Layer
{
    internal ConvLayer(
        (int Height, int Width) kernel, int? inputs, int filters, Activation? activation, (int Height, int Width)? stride,
        Padding padding, (int Height, int Width)? dilation, int groups, bool bias, Initializer? initializer)
    {
        Kernel = Require.Steps(kernel);
        Inputs = inputs is int stated ? Require.AtLeastOne(stated, nameof(inputs)) : null;
        Filters = Require.AtLeastOne(filters);
        Stride = Require.Steps(stride ?? (1, 1), nameof(stride));
        Dilation = Require.Steps(dilation ?? (1, 1), nameof(dilation));
        Groups = Require.AtLeastOne(groups);
        if (filters % groups != 0)
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"Must divide the number of filters, {filters}.");
        if (inputs % groups is not (null or 0))
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"Must divide the number of inputs, {inputs}.");
        Padding = padding;
        Activation = activation ?? Activation.Identity;
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>The height and width of the window, in pixels.</summary>
    public (int Height, int Width) Kernel { get; }

    /// <summary>The number of channels it was stated to take, which is then checked; null where it follows from the data.</summary>
    public int? Inputs { get; }

    /// <summary>The number of channels it gives.</summary>
    public int Filters { get; }

    /// <summary>What each value goes through at the end. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>By how many pixels the window moves down and right. The default is (1, 1).</summary>
    public (int Height, int Width) Stride { get; }

    /// <summary>Zeros around the image. The default is none.</summary>
    public Padding Padding { get; }

    /// <summary>From one pixel under the window to the next. The default is (1, 1): no gaps.</summary>
    public (int Height, int Width) Dilation { get; }

    /// <summary>Into how many groups, convolved apart, channels and filters are divided. The default is 1.</summary>
    public int Groups { get; }

    /// <summary>Whether a bias is added. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What the weight is drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal override string Name => "Conv";

    private Window Window => new(Kernel, Stride, Dilation, Padding);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Window.EnsureImage(this, input);
        if (Inputs is int stated && stated != input[0])
            throw new NetworkShapeException(this, $"expects {stated} channels, got {input[0]} in {input}. Leave its inputs out, or say {input[0]}.");
        if (input[0] % Groups != 0)
            throw new NetworkShapeException(this, $"expects channels in {Groups} equal groups, got {input[0]} channels in {input}. Choose groups that divide them.");
        return Window.OutputShape(this, input, Filters);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        Shape weight = Sizes.ToShape(this, "weight", Filters, input[0] / Groups, Kernel.Height, Kernel.Width);
        int fanIn = weight.Size / Filters;

        // As PyTorch and Flux count: over all filters, whatever the groups.
        int fanOut = Sizes.ToShape(this, "weight", Filters, Kernel.Height, Kernel.Width).Size;
        var declaration = new ParameterDeclaration("weight", weight, Initializer, fanIn, fanOut);
        return Bias
            ? [declaration, new ParameterDeclaration("bias", new Shape(Filters), Initializers.Zeros, fanIn, fanOut)]
            : [declaration];
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new ConvModule(
            builder.Parameter(parameters[0]), Bias ? builder.Parameter(parameters[1]) : null, Window, Groups, Activation);
    }

    internal override string Print()
    {
        var call = new CallWriter(Name).Add(Kernel);
        if (Inputs is int inputs)
            call.Add("inputs", inputs).Add("filters", Filters);
        else
            call.Add(Filters);
        if (Activation != Activation.Identity)
            call.Add(Activation);
        if (Stride != (1, 1))
            call.Add("stride", Stride);
        if (Padding != default)
            call.Add("padding", Padding);
        if (Dilation != (1, 1))
            call.Add("dilation", Dilation);
        if (Groups != 1)
            call.Add("groups", Groups);
        if (!Bias)
            call.Add("bias", Bias);
        if (Initializer != Initializers.GlorotUniform)
            call.Add("initializer", Initializer);
        return call.ToString();
    }

    internal override void Write(JsonObject json)
    {
        json["kernel"] = LayerReader.Pair(Kernel);
        if (Inputs is int inputs)
            json["inputs"] = inputs;
        json["filters"] = Filters;
        if (Activation != Activation.Identity)
            json["activation"] = Activation.ToString();
        if (Stride != (1, 1))
            json["stride"] = LayerReader.Pair(Stride);
        if (Padding != default)
            json["padding"] = Padding.ToString();
        if (Dilation != (1, 1))
            json["dilation"] = LayerReader.Pair(Dilation);
        if (Groups != 1)
            json["groups"] = Groups;
        if (!Bias)
            json["bias"] = Bias;
        if (Initializer != Initializers.GlorotUniform)
            json["initializer"] = Initializer.ToString();
    }

    internal static ConvLayer Read(LayerReader json) => new(
        json.Pair("kernel"),
        json.OptionalCount("inputs"),
        json.Count("filters"),
        json.Activation(),
        json.OptionalPair("stride"),
        json.Padding(),
        json.OptionalPair("dilation"),
        json.OptionalCount("groups") ?? 1,
        json.Flag("bias", absent: true),
        json.Initializer());
}
