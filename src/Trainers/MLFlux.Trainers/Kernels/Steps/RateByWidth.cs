namespace MLFlux.Kernels;

/// <summary>libtorch's time over that of own steps, by the width of the processor's vectors.</summary>
/// <param name="Bits512">In vectors of 512 bits.</param>
/// <param name="Bits256">In vectors of 256 bits.</param>
/// <param name="Bits128">In vectors of 128 bits.</param>
internal sealed record RateByWidth(double Bits512, double Bits256, double Bits128)
{
    /// <summary>The ratio for a width.</summary>
    /// <param name="lanes">The rows side by side in the processor's vectors: 16, 8 or 4.</param>
    public double Of(int lanes) => lanes switch
    {
        16 => Bits512,
        8 => Bits256,
        _ => Bits128,
    };
}
