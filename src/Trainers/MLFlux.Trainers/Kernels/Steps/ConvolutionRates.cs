namespace MLFlux.Kernels;

/// <summary>
/// How fast own convolutions are beside libtorch's, by what was measured: never by timing at run time, so that the same seed gives the same
/// bits. The rows are what the command <c>dotnet run -c Release --project tests/MLFlux.Benchmarks -- convolutions</c> prints, forward and
/// backward on one thread, 44 convolutions in four kinds. On all cores both sides give each thread rows of its own, so that threads change
/// nothing. Arm64 has the column of 128 bits, which was measured on x64.
/// </summary>
internal static class ConvolutionRates
{
    private static readonly Row[] Rows =
    [
        // Each block of rows takes all weights for a few places. 3 × 3 × 512 on 512 channels of 1 × 1.
        new(LeastWeights: 1 << 18, LeastProducts: 0, MostPlaces: 4, Bits512: 0.5, Bits256: 1.5, Bits128: 1.5),
        // 3 × 3 and 1 × 1 on 512 channels of 4 × 4: 0.83 and 0.73; with stride 2 from 128 to 256 channels 0.82; 3 × 3 on 256: 0.98.
        new(LeastWeights: 1 << 18, LeastProducts: 0, MostPlaces: 16, Bits512: 0.8, Bits256: 1.1, Bits128: 0.85),
        // Long sums, where libtorch is near the processor's limit, too: 3 × 3 on 32 channels and more, 1 × 1 on 256.
        new(LeastWeights: 0, LeastProducts: 256, MostPlaces: int.MaxValue, Bits512: 1.05, Bits256: 1.05, Bits128: 0.9),
        // All others: few channels, depthwise, narrow sequences, where libtorch spends its time elsewhere; from 1.3 to 11.
        new(LeastWeights: 0, LeastProducts: 0, MostPlaces: int.MaxValue, Bits512: 1.9, Bits256: 1.7, Bits128: 1.3),
    ];

    /// <summary>How long libtorch takes for a convolution, over the time that own steps take.</summary>
    /// <param name="lanes">The rows side by side in the processor's vectors: 16, 8 or 4.</param>
    /// <param name="weights">How many weights there are.</param>
    /// <param name="products">How many products an output is the sum of.</param>
    /// <param name="places">How many outputs a filter has in an example.</param>
    public static double LibtorchOverOwn(int lanes, long weights, long products, long places)
    {
        Row row = Rows.First(row => weights >= row.LeastWeights && products >= row.LeastProducts && places <= row.MostPlaces);
        return lanes switch
        {
            16 => row.Bits512,
            8 => row.Bits256,
            _ => row.Bits128,
        };
    }

    /// <summary>A kind of convolutions, and the ratio of both times by the width of vectors.</summary>
    private sealed record Row(
        long LeastWeights, long LeastProducts, long MostPlaces, double Bits512, double Bits256, double Bits128);
}
