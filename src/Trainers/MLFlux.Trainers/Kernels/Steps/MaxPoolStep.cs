namespace MLFlux.Kernels;

/// <summary>The largest values under a window over each channel of an image, in scoring; without padding.</summary>
internal sealed class MaxPoolStep : KernelStep
{
    private readonly MaxPoolLayer _layer;

    private MaxPoolStep(MaxPoolLayer layer, StepSite site)
        : base(site, layer.OutputShape(site.Input)) => _layer = layer;

    public override long Cost => (long)Output.Size * _layer.Window[0] * _layer.Window[1];

    public override double RowCost => 0.5;

    /// <summary>The step, or null in training, and for pools along one or three axes, or with padding.</summary>
    public static MaxPoolStep? TryCreate(MaxPoolLayer layer, StepSite site)
    {
        if (site.IsTraining || layer.Window.Rank != 2)
            return null;
        int[] axes = [0, 1];
        return axes.All(axis => layer.Moves.Before(axis) == 0 && layer.Moves.After(axis) == 0) ? new MaxPoolStep(layer, site) : null;
    }

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights)
    {
        Shape input = Site.Input;
        var kernel = new MaxPoolKernel(
            input[0], input[1], input[2], _layer.Window[0], _layer.Window[1], _layer.Stride[0], _layer.Stride[1]);
        return new MaxPoolRowStep(kernel, Output.Size);
    }
}
