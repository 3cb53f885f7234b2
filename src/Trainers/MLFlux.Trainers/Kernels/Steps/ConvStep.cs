namespace MLFlux.Kernels;

/// <summary>y = σ(w ∗ x + b) over images, in scoring: the convolution moves by one, takes every channel, and pads nothing.</summary>
internal sealed class ConvStep : KernelStep
{
    /// <summary>Over more channels than this, libtorch's convolution of a block of rows is the faster one.</summary>
    private const int MostChannels = 32;

    private readonly ConvLayer _layer;

    private ConvStep(ConvLayer layer, StepSite site)
        : base(site, layer.OutputShape(site.Input)) => _layer = layer;

    public override long Cost => (long)Output.Size * Site.Input[0] * _layer.Kernel[0] * _layer.Kernel[1];

    /// <summary>In a network, libtorch's has each block of rows pass through memory between its operations.</summary>
    public override double RowCost => 0.5;

    /// <summary>The step, or null in training, and for convolutions of other kinds.</summary>
    public static ConvStep? TryCreate(ConvLayer layer, StepSite site)
    {
        if (site.IsTraining || layer.Kernel.Rank != 2 || site.Input[0] > MostChannels || layer.Groups > 1)
            return null;
        int[] axes = [0, 1];
        bool isPlain = axes.All(axis =>
            layer.Stride[axis] == 1 && layer.Dilation[axis] == 1 && layer.Window.Before(axis) == 0 && layer.Window.After(axis) == 0);
        var step = new ConvStep(layer, site);
        return isPlain && ConvolutionKernel.Takes(step.Output[2]) ? step : null;
    }

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights)
    {
        Shape input = Site.Input;
        var kernel = new ConvolutionKernel(
            weights(Site.Path + "weight").Span,
            _layer.Bias ? weights(Site.Path + "bias").Span : [],
            input[0],
            input[1],
            input[2],
            _layer.Filters,
            _layer.Kernel[0],
            _layer.Kernel[1]);
        return new ConvRowStep(kernel, Output.Size, _layer.Activation);
    }
}
