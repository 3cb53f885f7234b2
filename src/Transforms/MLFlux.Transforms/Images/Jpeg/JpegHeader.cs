using System.Buffers.Binary;

namespace MLFlux.Images;

/// <summary>
/// What stands before the scan of a JPEG of the plain kind: baseline, gray or YCbCr, one scan, nothing that turns it or changes its
/// colours. Source: ITU-T T.81, annex B, and T.871. Filled again for each image.
/// </summary>
internal sealed class JpegHeader
{
    private const int BlockSize = 64, Tables = 4, CountsOfCode = 16;

    private readonly ushort[][] _quanta = [.. Enumerable.Range(0, Tables).Select(_ => new ushort[BlockSize])];
    private readonly HuffmanTable[] _means = [.. Enumerable.Range(0, Tables).Select(_ => new HuffmanTable())];
    private readonly HuffmanTable[] _rest = [.. Enumerable.Range(0, Tables).Select(_ => new HuffmanTable())];
    private readonly JpegComponent[] _components = [new(), new(), new()];
    private int _quantaGiven;
    private int _tablesGiven;
    private int _count;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public ReadOnlySpan<JpegComponent> Components => _components.AsSpan(0, _count);

    /// <summary>Where the scan begins in the file.</summary>
    public int ScanStart { get; private set; }

    public ushort[] Quanta(JpegComponent component) => _quanta[component.Quanta];

    public HuffmanTable Means(JpegComponent component) => _means[component.MeanTable];

    public HuffmanTable Rest(JpegComponent component) => _rest[component.RestTable];

    /// <summary>Reads everything before the scan; false for a file that is not of the plain kind, or not sound.</summary>
    public bool TryRead(ReadOnlySpan<byte> file)
    {
        (_count, _quantaGiven, _tablesGiven) = (0, 0, 0);
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            return false;

        int place = 2;
        while (place + 4 <= file.Length && file[place] == 0xFF)
        {
            byte marker = file[place + 1];
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(place + 2)..]);
            if (length < 2 || place + 2 + length > file.Length)
                return false;

            ReadOnlySpan<byte> content = file.Slice(place + 4, length - 2);
            place += 2 + length;
            switch (marker)
            {
                case 0xE0 or 0xFE: // JFIF's own, and comments; other applications' may say how to turn or colour the image.
                    break;
                case 0xDB when ReadQuanta(content):
                case 0xC4 when ReadTables(content):
                case 0xC0 when ReadFrame(content):
                    break;
                case 0xDA:
                    ScanStart = place;
                    return ReadScan(content);
                default:
                    return false;
            }
        }

        return false;
    }

    private bool ReadQuanta(ReadOnlySpan<byte> content)
    {
        for (; content.Length > BlockSize; content = content[(1 + BlockSize)..])
        {
            int table = content[0];
            if (table >= Tables) // The upper bits stand for numbers of two bytes.
                return false;
            ushort[] quanta = _quanta[table];
            for (int i = 0; i < BlockSize; i++)
                quanta[i] = content[1 + i];
            _quantaGiven |= 1 << table;
        }

        return content.IsEmpty;
    }

    private bool ReadTables(ReadOnlySpan<byte> content)
    {
        while (content.Length > CountsOfCode)
        {
            int kind = content[0] >> 4, table = content[0] & 0xF, symbols = 0;
            foreach (byte count in content.Slice(1, CountsOfCode))
                symbols += count;
            int length = CountsOfCode + symbols;
            if (kind > 1 || table >= Tables || symbols > 256 || content.Length <= length)
                return false;
            if (!(kind == 0 ? _means : _rest)[table].TrySet(content.Slice(1, length)))
                return false;
            _tablesGiven |= 1 << ((Tables * kind) + table);
            content = content[(1 + length)..];
        }

        return content.IsEmpty;
    }

    private bool ReadFrame(ReadOnlySpan<byte> content)
    {
        if (_count != 0 || content.Length < 6 || content[0] != 8 || content[5] is not (1 or 3) || content.Length != 6 + (3 * content[5]))
            return false;

        (Height, Width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
        _count = content[5];
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<byte> given = content.Slice(6 + (3 * i), 3);
            JpegComponent component = _components[i];
            (component.Id, component.Across, component.Down, component.Quanta) = (given[0], given[1] >> 4, given[1] & 0xF, given[2]);
            if (component.Id != i + 1 || component.Quanta >= Tables)
                return false;
        }

        return Width > 0 && Height > 0 && HasKnownSampling();
    }

    /// <summary>Whether chroma is as fine as brightness, or half as fine across, or both ways.</summary>
    private bool HasKnownSampling()
    {
        JpegComponent brightness = _components[0];
        if (_count == 1)
        {
            // A scan of one component is in blocks, whatever its sampling says.
            bool known = (brightness.Across, brightness.Down) is (>= 1 and <= 4, >= 1 and <= 4);
            (brightness.Across, brightness.Down) = (1, 1);
            return known;
        }

        // Chroma of one or two columns is not interpolated.
        return (brightness.Across, brightness.Down) is (1, 1) or (2, 1) or (2, 2)
            && (brightness.Across == 1 || Width > 4)
            && _components[1..].All(chroma => (chroma.Across, chroma.Down) == (1, 1));
    }

    private bool ReadScan(ReadOnlySpan<byte> content)
    {
        if (_count == 0 || content.Length != 4 + (2 * _count) || content[0] != _count)
            return false;

        for (int i = 0; i < _count; i++)
        {
            JpegComponent component = _components[i];
            (byte id, int tables) = (content[1 + (2 * i)], content[2 + (2 * i)]);
            (component.MeanTable, component.RestTable) = (tables >> 4, tables & 0xF);
            if (id != component.Id || component.MeanTable >= Tables || component.RestTable >= Tables)
                return false;
            int needed = (1 << component.MeanTable) | (1 << (Tables + component.RestTable));
            if ((_tablesGiven & needed) != needed || (_quantaGiven & (1 << component.Quanta)) == 0)
                return false;
        }

        return content[^3..].SequenceEqual((ReadOnlySpan<byte>)[0, BlockSize - 1, 0]);
    }
}
