namespace MLFlux.Kernels;

/// <summary>y = σ(w ∗ x + b) along one axis or two.</summary>
internal sealed class ConvStep : KernelStep, ILaneNode
{
    /// <summary>Over more channels than this, a row by itself is sooner computed by libtorch.</summary>
    private const int MostRowChannels = 32;

    /// <summary>Larger windows are left to libtorch: the lists of their taps would be longer than the images.</summary>
    private const int MostTaps = 1024;

    private readonly ConvLayer _layer;
    private readonly BatchNormStep? _norm;
    private readonly Lazy<(TapAxis Rows, TapAxis Columns)> _forward;
    private readonly Lazy<(TapAxis Rows, TapAxis Columns)> _backward;

    private ConvStep(ConvLayer layer, StepSite site, BatchNormStep? norm = null)
        : base(site, layer.OutputShape(site.Input))
    {
        (_layer, _norm) = (layer, norm);
        _forward = new(() => Axes(TapAxis.Forward));
        _backward = new(() => Axes(TapAxis.Backward));
    }

    /// <summary>σ.</summary>
    public Activation Activation => _norm?.Activation ?? Site.Within(_layer.Activation);

    /// <summary>Into how many groups, convolved apart, channels and filters are divided.</summary>
    public int Groups => _layer.Groups;

    /// <summary>Whether there is b in training.</summary>
    public bool HasBias => _layer.Bias;

    /// <summary>What outputs take of inputs, from line to line and within a line.</summary>
    public (TapAxis Rows, TapAxis Columns) Forward => _forward.Value;

    /// <summary>What the gradients of inputs take of those of outputs.</summary>
    public (TapAxis Rows, TapAxis Columns) Backward => _backward.Value;

    public override long Cost => Output.Size * Products;

    public override double LibtorchTime => Cost * StepRates.OfConvolution(
        LaneWidth.Most, weights: _layer.Filters * Products, Products, places: Output.Size / Output[0]);

    /// <summary>In a network, libtorch's has each block of rows pass through memory between its operations.</summary>
    public override double RowCost => 0.5;

    public override bool ScoresRows =>
        _layer.Kernel.Rank == 2 && Groups == 1 && Site.Input[0] <= MostRowChannels && ConvolutionKernel.Takes(Output[2])
        && Axis.All(axis =>
            _layer.Stride[axis] == 1 && _layer.Dilation[axis] == 1 && _layer.Window.Before(axis) == 0 && _layer.Window.After(axis) == 0);

    bool ILaneStep.IsForLanes => true;

    Border ILaneStep.InputBorder => Around(Forward);

    Border ILaneNode.GradientBorder => Around(Backward);

    /// <summary>How many products an output is the sum of.</summary>
    private long Products => Site.Input[0] / Groups * Taps;

    private long Taps => Axis.Aggregate(1L, (taps, axis) => taps * _layer.Kernel[axis]);

    private IEnumerable<int> Axis => Enumerable.Range(0, _layer.Kernel.Rank);

    /// <summary>The step, or null for volumes, very large windows, and examples that fill the memory of a block.</summary>
    public static ConvStep? TryCreate(ConvLayer layer, StepSite site)
    {
        if (layer.Kernel.Rank > 2)
            return null;
        var step = new ConvStep(layer, site);
        bool holds = step.Taps <= MostTaps
            && LaneWidth.Holds(site.Input) && LaneWidth.Holds(step.Output) && LaneWidth.Holds(site.Input, Around(step.Forward))
            && (!site.IsTraining || LaneWidth.Holds(step.Output, Around(step.Backward)));
        return holds ? step : null;
    }

    /// <summary>In scoring, the same with the normalisation that comes next; null where that is for the step's activation to see.</summary>
    public ConvStep? With(BatchNormStep norm) =>
        _norm is null && _layer.Activation is IdentityActivation && !Site.IsTraining ? new ConvStep(_layer, Site, norm) : null;

    /// <summary>W and b in scoring, with the normalisation that comes next; b may be empty.</summary>
    /// <param name="weights">Gives a weight's values by its name in the network.</param>
    public (float[] Weight, float[] Bias) Weights(Func<string, ReadOnlyMemory<float>> weights)
    {
        float[] weight = weights(Site.Path + "weight").ToArray(), bias = HasBias ? weights(Site.Path + "bias").ToArray() : [];
        if (_norm is null)
            return (weight, bias);

        (float[] means, float[] scales, float[] shifts) = _norm.Terms(weights);
        int filters = scales.Length, values = weight.Length / filters;
        for (int i = 0; i < weight.Length; i++)
            weight[i] *= scales[i / values];
        bias = bias.Length > 0 ? bias : new float[filters];
        return (weight, [.. bias.Select((value, i) => ((value - means[i]) * scales[i]) + shifts[i])]);
    }

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights)
    {
        Shape input = Site.Input;
        (float[] weight, float[] bias) = Weights(weights);
        var kernel = new ConvolutionKernel(
            weight,
            bias,
            input[0],
            input[1],
            input[2],
            _layer.Filters,
            _layer.Kernel[0],
            _layer.Kernel[1]);
        return new ConvRowStep(kernel, Output.Size, Activation);
    }

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) =>
        new ConvolutionPass<TVector, TLanes>(this, frame, memory);

    private (TapAxis Rows, TapAxis Columns) Axes(Func<Window, int, int, int, TapAxis> create)
    {
        TapAxis[] axes = [.. Axis.Select(axis => create(_layer.Window, axis, Site.Input[axis + 1], Output[axis + 1]))];
        return (axes.Length == 1 ? TapAxis.One : axes[0], axes[^1]);
    }

    private static Border Around((TapAxis Rows, TapAxis Columns) axes) =>
        new(axes.Rows.Before, axes.Rows.After, axes.Columns.Before, axes.Columns.After);
}
