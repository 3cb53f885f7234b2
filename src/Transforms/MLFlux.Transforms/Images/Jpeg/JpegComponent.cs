namespace MLFlux.Images;

/// <summary>One component of a JPEG: brightness, or one of the two of chroma. Filled again for each image.</summary>
internal sealed class JpegComponent
{
    private byte[] _samples = [];

    public byte Id { get; set; }

    /// <summary>Blocks across in a unit of the scan.</summary>
    public int Across { get; set; }

    /// <summary>Blocks down in a unit of the scan.</summary>
    public int Down { get; set; }

    /// <summary>Which quanta are its own.</summary>
    public int Quanta { get; set; }

    public int MeanTable { get; set; }

    public int RestTable { get; set; }

    /// <summary>The mean of the block that was read last.</summary>
    public int Mean;

    /// <summary>From one row of samples to the next.</summary>
    public int Stride { get; private set; }

    public Span<byte> Samples => _samples;

    /// <summary>Makes room for units of the scan.</summary>
    public void Prepare(int unitsAcross, int unitsDown)
    {
        Mean = 0;
        Stride = (8 * Across * unitsAcross) + ChromaRows.Slack;
        int size = Stride * 8 * Down * unitsDown;
        if (_samples.Length < size)
            _samples = GC.AllocateUninitializedArray<byte>(size);
    }

    public ReadOnlySpan<byte> Row(int y) => _samples.AsSpan(y * Stride, Stride);
}
