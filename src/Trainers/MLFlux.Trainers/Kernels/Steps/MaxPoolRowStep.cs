namespace MLFlux.Kernels;

/// <summary>A pool of largest values for one row.</summary>
internal sealed class MaxPoolRowStep(MaxPoolKernel kernel, int outputs) : RowStep(outputs)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y) => kernel.Run(x, y);
}
