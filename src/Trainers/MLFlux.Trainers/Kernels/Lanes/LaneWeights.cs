namespace MLFlux.Kernels;

/// <summary>A convolution's weights as its tiles of filters take them: for each tile, channel and tap those of all its filters.</summary>
/// <param name="filters">How many sums are computed: the filters, or, backward, the channels.</param>
/// <param name="channels">What each sum runs over: the channels, or, backward, the filters.</param>
/// <param name="taps">The taps of a channel.</param>
/// <param name="isBackward">Whether the gradients of the inputs are computed.</param>
internal sealed class LaneWeights(int filters, int channels, int taps, bool isBackward)
{
    private readonly FilterTiles _tiles = new(filters);
    private readonly float[] _weights = new float[new FilterTiles(filters).Stored * channels * taps];
    private readonly float[] _bias = new float[new FilterTiles(filters).Stored];

    /// <summary>What the sums begin with, of all tiles.</summary>
    public ReadOnlySpan<float> Bias => _bias;

    /// <summary>The weights of the tiles of four.</summary>
    public ReadOnlySpan<float> OfFours => _weights.AsSpan(0, 4 * _tiles.Fours * channels * taps);

    /// <summary>The weights of the tiles of three.</summary>
    public ReadOnlySpan<float> OfThrees => _weights.AsSpan(4 * _tiles.Fours * channels * taps);

    /// <summary>Takes the weights that are to be used from now on.</summary>
    /// <param name="weight">[filters, channels, taps], as the layer has them.</param>
    /// <param name="bias">[filters], or empty.</param>
    public void Set(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        bias.CopyTo(_bias);
        int filter = 0, place = 0;
        for (int tile = 0; tile < _tiles.Fours + _tiles.Threes; tile++)
        {
            int count = tile < _tiles.Fours ? 4 : 3;
            int own = Math.Min(count, filters - filter);
            Span<float> ofTile = _weights.AsSpan(place, count * channels * taps);
            if (!isBackward)
                MatrixTranspose.Copy(weight[(filter * channels * taps)..], channels * taps, ofTile, count, own, channels * taps);
            for (int channel = 0; channel < channels && isBackward; channel++)
            {
                MatrixTranspose.Copy(
                    weight[(((channel * filters) + filter) * taps)..], taps, ofTile[(channel * taps * count)..], count, own, taps);
            }

            filter += count;
            place += count * channels * taps;
        }
    }
}
