namespace MLFlux.Kernels;

/// <summary>A convolution and its activation for one row.</summary>
internal sealed class ConvRowStep(ConvolutionKernel kernel, int outputs, Activation activation) : RowStep(outputs)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        kernel.Run(x, y);
        ActivationKernel.Apply(activation, y[..Outputs]);
    }
}
