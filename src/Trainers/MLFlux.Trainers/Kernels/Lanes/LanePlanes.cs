namespace MLFlux.Kernels;

/// <summary>How the values of a block of rows lie: [channels, height, width, lanes], each channel within its border.</summary>
/// <param name="Lanes">How many rows lie side by side.</param>
/// <param name="Channels">The channels.</param>
/// <param name="Height">How many lines a channel has: 1 along one axis.</param>
/// <param name="Width">How many values a line has.</param>
/// <param name="Border">What stands around each channel.</param>
internal sealed record LanePlanes(int Lanes, int Channels, int Height, int Width, Border Border)
{
    /// <summary>Several passes over as many floats find them in the first cache.</summary>
    private const int BandValues = 4096;

    /// <summary>From a value to the one below it, in floats.</summary>
    public int LineStride => (Border.Left + Width + Border.Right) * Lanes;

    /// <summary>From a value to that of the next channel, in floats.</summary>
    public int ChannelStride => (Border.Top + Height + Border.Bottom) * LineStride;

    /// <summary>How many floats there are, with those of channels that only fill up a tile of filters.</summary>
    public int Size => checked((Channels + FilterTiles.MostStandIns) * ChannelStride);

    /// <summary>How the channels of one group lie, which begin with those of the first.</summary>
    public LanePlanes OfGroup(int groups) => this with { Channels = Channels / groups };

    /// <summary>The values of an example.</summary>
    public int Values => Channels * Height * Width;

    /// <summary>The planes of examples: channels along no axis, one, or two.</summary>
    public static LanePlanes Of(Shape shape, int lanes, Border border = default) =>
        new(lanes, shape[0], shape.Rank > 2 ? shape[1] : 1, shape.Rank > 1 ? shape[shape.Rank - 1] : 1, border);

    /// <summary>Where a value stands, for the first row; beyond the image, in the border.</summary>
    public int Place(int channel, int y, int x) =>
        (channel * ChannelStride) + ((Border.Top + y) * LineStride) + ((Border.Left + x) * Lanes);

    /// <summary>
    /// In how many parts the values lie without a border between, and the values of a part: one part, or the lines where these planes, or
    /// others of the same shape, have a border.
    /// </summary>
    public (int Count, int Values) Parts(params ReadOnlySpan<LanePlanes> others)
    {
        bool isWhole = Border == default;
        foreach (LanePlanes other in others)
            isWhole &= other.Border == default;
        return isWhole ? (1, Values) : (Channels * Height, Width);
    }

    /// <summary>One of so many parts.</summary>
    public Span<float> Part(Span<float> values, int part, int parts)
    {
        (int start, int length) = Extent(part, parts);
        return values.Slice(start, length);
    }

    /// <summary>One of so many parts.</summary>
    public ReadOnlySpan<float> Part(ReadOnlySpan<float> values, int part, int parts)
    {
        (int start, int length) = Extent(part, parts);
        return values.Slice(start, length);
    }

    /// <summary>
    /// How many channels are best gone through at a time, and in how many parts their values lie without a border between: one part, or the
    /// lines where these planes, or others of the same shape, have a border.
    /// </summary>
    public (int Channels, int Parts) Bands(params ReadOnlySpan<LanePlanes> others) =>
        Parts(others).Count > 1 ? (1, Height) : (Math.Clamp(BandValues / (Height * Width * Lanes), 1, Channels), 1);

    /// <summary>One of so many parts of some channels.</summary>
    public Span<float> Part(Span<float> values, int channel, int channels, int part, int parts)
    {
        (int start, int length) = Extent(channel, channels, part, parts);
        return values.Slice(start, length);
    }

    /// <summary>One of so many parts of some channels.</summary>
    public ReadOnlySpan<float> Part(ReadOnlySpan<float> values, int channel, int channels, int part, int parts)
    {
        (int start, int length) = Extent(channel, channels, part, parts);
        return values.Slice(start, length);
    }

    private (int Start, int Length) Extent(int channel, int channels, int part, int parts) => parts == 1 && Border == default
        ? (Place(channel, 0, 0), channels * Height * Width * Lanes) : (Place(channel, part, 0), Width * Lanes);

    private (int Start, int Length) Extent(int part, int parts) =>
        parts == 1 && Border == default ? (0, Values * Lanes) : (Place(part / Height, part % Height, 0), Width * Lanes);
}
