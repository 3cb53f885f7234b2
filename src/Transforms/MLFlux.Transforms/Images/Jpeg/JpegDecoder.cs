namespace MLFlux.Images;

/// <summary>
/// Decodes small JPEGs of the plain kind to the same pixels as libjpeg. For one thread; tables and buffers are kept from one image
/// to the next.
/// </summary>
/// <remarks>
/// Of an image of 32 × 32 pixels, libjpeg by way of Skia takes 14 µs of processor time, most of it to make objects and tables; this
/// takes half of that. Whatever
/// is not plain or not sound is left to Skia, which also says what is wrong with it.
/// </remarks>
internal sealed class JpegDecoder
{
    /// <summary>Bytes beyond the last pixel that are written.</summary>
    public const int Slack = 32;

    private readonly JpegHeader _header = new();
    private readonly short[] _block = new short[64];
    private byte[] _scan = [];
    private byte[] _blue = [];
    private byte[] _red = [];
    private ushort[] _sums = [];

    public int Width => _header.Width;

    public int Height => _header.Height;

    /// <summary>Reads what stands before the scan; false for a file to be left to Skia.</summary>
    public bool TryReadHeader(ReadOnlySpan<byte> file) => _header.TryRead(file);

    /// <summary>Decodes the file whose header was read last.</summary>
    /// <param name="file">The file.</param>
    /// <param name="pixels">Takes four bytes a pixel, red, green, blue and 255, and the slack.</param>
    /// <returns>False for a file to be left to Skia; what the pixels are is then undefined.</returns>
    public bool TryDecode(ReadOnlySpan<byte> file, Span<byte> pixels)
    {
        if (!TryDecodeSamples(file[_header.ScanStart..]))
            return false;

        if (_header.Components.Length == 1)
        {
            for (int y = 0; y < Height; y++)
                ColourRow.Convert(_header.Components[0].Row(y), Width, pixels[(4 * y * Width)..]);
        }
        else
        {
            ConvertColours(pixels);
        }

        return true;
    }

    private bool TryDecodeSamples(ReadOnlySpan<byte> scan)
    {
        int length = Unstuff(scan);
        if (length < 0)
            return false;

        JpegComponent first = _header.Components[0];
        int unitsAcross = Units(Width, 8 * first.Across), unitsDown = Units(Height, 8 * first.Down);
        foreach (JpegComponent component in _header.Components)
            component.Prepare(unitsAcross, unitsDown);

        Array.Clear(_block); // A block that was given up leaves coefficients behind.
        var reader = new EntropyReader(_scan.AsSpan(0, length + EntropyReader.Padding));
        for (int y = 0; y < unitsDown; y++)
        {
            for (int x = 0; x < unitsAcross; x++)
            {
                foreach (JpegComponent component in _header.Components)
                {
                    if (!TryDecodeUnit(ref reader, component, x, y))
                        return false;
                }
            }
        }

        return reader.IsAtEnd;
    }

    private bool TryDecodeUnit(ref EntropyReader reader, JpegComponent component, int unitX, int unitY)
    {
        HuffmanTable means = _header.Means(component), rest = _header.Rest(component);
        ushort[] quanta = _header.Quanta(component);
        for (int y = 0; y < component.Down; y++)
        {
            for (int x = 0; x < component.Across; x++)
            {
                int count = reader.Read(means, rest, quanta, ref component.Mean, _block);
                int place = (8 * ((unitY * component.Down) + y) * component.Stride) + (8 * ((unitX * component.Across) + x));
                if (count < 0 || !InverseCosine.Transform(_block, count, component.Samples[place..], component.Stride))
                    return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Copies a scan without the zeros behind bytes of 255; returns its length, or −1 where it does not end as it should.
    /// </summary>
    private int Unstuff(ReadOnlySpan<byte> scan)
    {
        if (_scan.Length < scan.Length + EntropyReader.Padding)
            _scan = GC.AllocateUninitializedArray<byte>(scan.Length + EntropyReader.Padding);

        int length = 0;
        while (true)
        {
            int next = scan.IndexOf((byte)0xFF);
            if (next < 0 || next + 1 >= scan.Length)
                return -1;

            bool isData = scan[next + 1] == 0;
            int copied = isData ? next + 1 : next;
            scan[..copied].CopyTo(_scan.AsSpan(length));
            length += copied;
            if (!isData && scan[next + 1] != 0xD9)
                return -1;
            if (!isData)
                break;
            scan = scan[(next + 2)..];
        }

        _scan.AsSpan(length, EntropyReader.Padding).Clear();
        return length;
    }

    private void ConvertColours(Span<byte> pixels)
    {
        ReadOnlySpan<JpegComponent> components = _header.Components;
        (bool halvedAcross, bool halvedDown) = (components[0].Across == 2, components[0].Down == 2);
        int columns = halvedAcross ? (Width + 1) / 2 : Width, rows = halvedDown ? (Height + 1) / 2 : Height;
        if (_sums.Length < columns + ChromaRows.Slack)
        {
            (_blue, _red) = (new byte[(2 * columns) + ChromaRows.Slack], new byte[(2 * columns) + ChromaRows.Slack]);
            _sums = new ushort[columns + ChromaRows.Slack];
        }

        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> blue, red;
            if (halvedDown)
            {
                int near = y / 2, far = Math.Clamp(near - 1 + (2 * (y % 2)), 0, rows - 1);
                ChromaRows.Widen(components[1].Row(near), components[1].Row(far), columns, _sums, _blue);
                ChromaRows.Widen(components[2].Row(near), components[2].Row(far), columns, _sums, _red);
                blue = _blue;
                red = _red;
            }
            else if (halvedAcross)
            {
                ChromaRows.Widen(components[1].Row(y), columns, _sums, _blue);
                ChromaRows.Widen(components[2].Row(y), columns, _sums, _red);
                blue = _blue;
                red = _red;
            }
            else
            {
                blue = components[1].Row(y);
                red = components[2].Row(y);
            }

            ColourRow.Convert(components[0].Row(y), blue, red, Width, pixels[(4 * y * Width)..]);
        }
    }

    private static int Units(int pixels, int unit) => (pixels + unit - 1) / unit;
}
