using MLFlux.Construction;

namespace MLFlux;

/// <summary>What convolutions and transposed convolutions have in common, along one to three axes.</summary>
public abstract record ConvolutionLayer : Layer
{
    private protected ConvolutionLayer(
        Extent kernel, int? inputs, int filters, Activation? activation, Extent? stride, Padding padding, Extent? dilation,
        int groups, bool bias, Initializer? initializer)
    {
        Kernel = ArgumentChecks.Steps(kernel);
        Inputs = ArgumentChecks.AtLeastOne(inputs);
        Filters = ArgumentChecks.AtLeastOne(filters);
        Stride = ArgumentChecks.StepsOf(kernel, stride ?? 1, nameof(stride));
        Dilation = ArgumentChecks.StepsOf(kernel, dilation ?? 1, nameof(dilation));
        Groups = ArgumentChecks.AtLeastOne(groups);
        if (filters % groups != 0)
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"Must divide the number of filters, {filters}.");
        if (inputs % groups is not (null or 0))
            throw new ArgumentOutOfRangeException(nameof(groups), groups, $"Must divide the number of inputs, {inputs}.");
        Padding = ArgumentChecks.PaddingOf(kernel, padding);
        Activation = activation ?? Activation.Identity;
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>The size of the window: along a sequence, the height and width in an image, or three numbers in a volume.</summary>
    public Extent Kernel { get; }

    /// <summary>The number of channels it was stated to take, which is then checked; null where it follows from the data.</summary>
    public int? Inputs { get; }

    /// <summary>The number of channels it gives.</summary>
    public int Filters { get; }

    /// <summary>What each value goes through at the end. The default is identity.</summary>
    public Activation Activation { get; }

    /// <summary>By how much the window moves along each axis. The default is 1.</summary>
    public Extent Stride { get; }

    /// <summary>Zeros around the input. The default is none.</summary>
    public Padding Padding { get; }

    /// <summary>From one value under the window to the next. The default is 1: no gaps.</summary>
    public Extent Dilation { get; }

    /// <summary>Into how many groups, convolved apart, channels and filters are divided. The default is 1.</summary>
    public int Groups { get; }

    /// <summary>Whether a bias is added. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What the weight is drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    internal Window Window => new(Kernel, Stride, Dilation, Padding);

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("kernel", Kernel);
        if (Inputs is int inputs)
            properties.Named("inputs", inputs).Named("filters", Filters);
        else
            properties.Placed("filters", Filters);
        Extent one = Extent.Uniform(1, Kernel.Rank);
        properties.Placed(Activation).Named("stride", Stride, one).Named(Padding).Named("dilation", Dilation, one)
            .Named("groups", Groups, 1).Weights(Bias, Initializer);
    }

    /// <summary>Makes sure that the input has channels and the kernel's axes, and the channels that were stated.</summary>
    private protected void EnsureChannels(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Window.EnsureAxes(this, input, Kernel.Rank);
        if (Inputs is int stated && stated != input[0])
            throw new NetworkShapeException(this,
                $"expects {stated} channels, got {input[0]} in {input}. Leave its inputs out, or say {input[0]}.");
        if (input[0] % Groups != 0)
            throw new NetworkShapeException(this,
                $"expects channels in {Groups} equal groups, got {input[0]} channels in {input}. Choose groups that divide them.");
    }

    /// <summary>The weight, [first, second, ...kernel], and the bias if there is one.</summary>
    private protected IReadOnlyList<ParameterDeclaration> Declare(int first, int second, int fanIn, int fanOut)
    {
        Shape weight = ShapeArithmetic.ToShape(this, "weight", [first, second, .. Kernel.ToLongs()]);

        // PyTorch and Flux count the fan out over all filters, whatever the groups.
        int receptive = ShapeArithmetic.ToShape(this, "weight", Kernel.ToLongs()).Size;
        fanIn = ShapeArithmetic.ToShape(this, "weight", fanIn, receptive).Size;
        fanOut = ShapeArithmetic.ToShape(this, "weight", fanOut, receptive).Size;
        var declaration = new ParameterDeclaration("weight", weight, Initializer, fanIn, fanOut);
        return Bias
            ? [declaration, new ParameterDeclaration("bias", new Shape(Filters), Initializers.Zeros, fanIn, fanOut)]
            : [declaration];
    }
}
