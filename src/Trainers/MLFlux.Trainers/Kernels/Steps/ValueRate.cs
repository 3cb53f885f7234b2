namespace MLFlux.Kernels;

/// <summary>How long a step takes whose time is that of the values it takes.</summary>
/// <param name="Products">The multiplications of a convolution that a value takes as long as.</param>
/// <param name="LibtorchOverOwn">libtorch's time over that of own steps.</param>
internal sealed record ValueRate(double Products, RateByWidth LibtorchOverOwn)
{
    /// <summary>The time of own steps for so many values.</summary>
    public double Own(long values) => values * Products;

    /// <summary>libtorch's time for them, beside own steps in this processor's vectors.</summary>
    public double Libtorch(long values) => Own(values) * LibtorchOverOwn.Of(LaneWidth.Most);
}
