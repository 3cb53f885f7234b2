using MLFlux.Images;

namespace MLFlux.Rows;

/// <summary>What a byte stands for as a feature: a 255th, as in the vectors of <c>ImageToVector</c>, to the bit.</summary>
internal static class ByteScale
{
    private static readonly PixelConverter s_converter = new(1 / 255f, mean: null, standardDeviation: null);

    public static void Apply(ReadOnlySpan<byte> bytes, Span<float> values) => s_converter.ConvertPlanes(bytes, 1, values);
}
