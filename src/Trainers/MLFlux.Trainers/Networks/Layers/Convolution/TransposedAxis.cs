namespace MLFlux;

/// <summary>What a transposed convolution takes away and adds along one axis.</summary>
/// <param name="Padding">Values taken away at both ends.</param>
/// <param name="OutputPadding">Values added at the end.</param>
/// <param name="Cut">Values cut off at the end of the result, which libtorch's own padding cannot say.</param>
internal readonly record struct TransposedAxis(int Padding, int OutputPadding, int Cut)
{
    /// <summary>How many values come of <paramref name="input"/> values.</summary>
    public long Output(int input, int stride, int reach) =>
        ((input - 1L) * stride) + reach - (2L * Padding) + OutputPadding - Cut;
}
