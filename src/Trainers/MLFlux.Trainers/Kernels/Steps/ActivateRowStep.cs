namespace MLFlux.Kernels;

/// <summary>An activation for one row.</summary>
internal sealed class ActivateRowStep(ActivateStep step) : RowStep(step.Width)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        x.CopyTo(y);
        ActivationKernel.Apply(step.Activation, y[..Outputs]);
    }
}
