namespace MLFlux.Kernels;

/// <summary>
/// How fast own steps are beside libtorch's modules, by what was measured: never by timing at run time, so that the same seed gives the
/// same bits. The figures are what the command <c>dotnet run -c Release --project tests/MLFlux.Benchmarks -- convolutions</c> prints on a
/// quiet machine, forward and backward: 44 convolutions in six kinds, and what stands between them. On all cores both sides give each
/// thread rows of its own, and the ratios stay. Arm64 has the column of 128 bits, which was measured on x64.
/// </summary>
internal static class StepRates
{
    private static readonly ConvolutionRow[] Convolutions =
    [
        // Each block of rows takes all weights for a few places. 3 × 3 × 512 on 512 channels of 1 × 1: 0.70 and on all cores 0.39.
        new(LeastWeights: 1 << 18, LeastProducts: 0, MostPlaces: 4, new(0.5, 1.5, 1.5)),
        // 3 × 3 on 256 and 512 channels of 4 × 4: 0.92 and 0.90; 1 × 1 on 512: 0.75; with stride 2 from 128 to 256 channels 1.0.
        new(LeastWeights: 1 << 18, LeastProducts: 0, MostPlaces: 16, new(0.85, 0.9, 1.05)),
        // Long sums, where libtorch is near the processor's limit: 3 × 3 on 128 channels 0.94, 5 × 5 on 64 0.88.
        new(LeastWeights: 0, LeastProducts: 1024, MostPlaces: int.MaxValue, new(0.91, 0.87, 1.05)),
        // 3 × 3 on 64 channels from 0.92 to 1.04, 5 × 5 on 32 0.93.
        new(LeastWeights: 0, LeastProducts: 512, MostPlaces: int.MaxValue, new(1, 0.95, 1.15)),
        // 3 × 3 on 32 channels from 1.07 to 1.34, 1 × 1 on 256 from 1.15 to 2.96.
        new(LeastWeights: 0, LeastProducts: 256, MostPlaces: int.MaxValue, new(1.15, 1.1, 1.15)),
        // All others: few channels, depthwise, narrow sequences, where libtorch spends its time elsewhere; from 1.3 to 9.
        new(LeastWeights: 0, LeastProducts: 0, MostPlaces: int.MaxValue, new(1.9, 1.7, 1.3)),
    ];

    /// <summary>Maxima under windows: from 12 to 16 times as fast as libtorch's in the widest vectors.</summary>
    public static ValueRate MaxPool { get; } = new(10, new(14, 9, 5));

    /// <summary>Means under windows.</summary>
    public static ValueRate MeanPool { get; } = new(15, new(5, 3, 1.6));

    /// <summary>Pools of whole channels.</summary>
    public static ValueRate WholePool { get; } = new(15, new(3, 1.5, 1));

    /// <summary>Batch normalisation with its activation.</summary>
    public static ValueRate BatchNorm { get; } = new(25, new(2, 1.7, 2.6));

    /// <summary>How long libtorch takes for a convolution, over the time that own steps take.</summary>
    /// <param name="lanes">The rows side by side in the processor's vectors: 16, 8 or 4.</param>
    /// <param name="weights">How many weights there are.</param>
    /// <param name="products">How many products an output is the sum of.</param>
    /// <param name="places">How many outputs a filter has in an example.</param>
    public static double OfConvolution(int lanes, long weights, long products, long places) => Convolutions
        .First(row => weights >= row.LeastWeights && products >= row.LeastProducts && places <= row.MostPlaces).LibtorchOverOwn.Of(lanes);

    /// <summary>A kind of convolutions.</summary>
    private sealed record ConvolutionRow(long LeastWeights, long LeastProducts, long MostPlaces, RateByWidth LibtorchOverOwn);
}
