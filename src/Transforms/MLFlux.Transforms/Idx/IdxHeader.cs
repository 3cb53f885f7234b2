using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MLFlux.Idx;

/// <summary>
/// The beginning of an IDX file: two zero bytes, the element type, the rank, then each dimension as a big-endian integer.
/// </summary>
/// <remarks>Format: http://yann.lecun.com/exdb/mnist, "the IDX file format".</remarks>
internal sealed class IdxHeader
{
    public const byte UnsignedByte = 0x08;
    private const int PrefixSize = 4;

    private IdxHeader(ImmutableArray<int> dimensions, long payloadSize)
    {
        Dimensions = dimensions;
        PayloadSize = payloadSize;
    }

    /// <summary>All dimensions, the number of rows first.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The number of bytes that follow the header.</summary>
    public long PayloadSize { get; }

    public int Size => PrefixSize + (sizeof(int) * Dimensions.Length);

    public override string ToString() => string.Join('×', Dimensions);

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="InvalidDataException">The stream does not begin with the header that <paramref name="content"/> needs.</exception>
    public static IdxHeader Read(Stream stream, string path, IdxContent content)
    {
        Span<byte> prefix = stackalloc byte[PrefixSize];
        int found = stream.ReadAtLeast(prefix, PrefixSize, throwOnEndOfStream: false);
        if (found < PrefixSize || prefix is not [0, 0, _, _] || ElementName(prefix[2]) is not { } element)
            throw NotIdx(path, prefix[..found]);
        if (prefix[2] != UnsignedByte)
            throw new InvalidDataException(
                $"'{path}' is an IDX file of {element} values; only unsigned bytes (type 0x08) can be read as images or labels.");
        CheckRank(prefix[3], path, content);

        Span<byte> sizes = stackalloc byte[sizeof(int) * prefix[3]];
        found = stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        if (found < sizes.Length)
            throw new InvalidDataException(
                $"'{path}' is cut short: its header of {PrefixSize + sizes.Length} bytes ends after {PrefixSize + found}.");

        return Parse(sizes, path);
    }

    private static IdxHeader Parse(ReadOnlySpan<byte> sizes, string path)
    {
        var dimensions = ImmutableArray.CreateBuilder<int>(sizes.Length / sizeof(int));
        UInt128 product = 1;
        UInt128 rowSize = 1;
        for (int i = 0; i < sizes.Length; i += sizeof(int))
        {
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(sizes[i..]);
            bool isRows = i == 0;
            if (dimension > int.MaxValue || (dimension == 0 && !isRows))
                throw new InvalidDataException($"'{path}' has a damaged header: dimension {dimensions.Count} is {dimension:N0}.");

            dimensions.Add((int)dimension);
            product *= dimension;
            if (!isRows)
                rowSize *= dimension;
        }

        if (rowSize > (UInt128)Array.MaxLength || product > long.MaxValue)
            throw new InvalidDataException($"'{path}' has a damaged header: rows of {rowSize:N0} bytes, {product:N0} bytes in all.");

        return new IdxHeader(dimensions.MoveToImmutable(), (long)product);
    }

    private static void CheckRank(byte rank, string path, IdxContent content)
    {
        bool fits = content == IdxContent.Labels ? rank == 1 : rank is >= 2 and <= 4;
        if (fits)
            return;

        throw new InvalidDataException(content == IdxContent.Labels
            ? $"'{path}' has {rank} dimensions, but labels have 1. Are the paths of images and labels swapped?"
            : $"'{path}' has {rank} dimension(s), but images have 2 to 4. Are the paths of images and labels swapped?");
    }

    private static string? ElementName(byte type) => type switch
    {
        UnsignedByte => "Byte",
        0x09 => "SByte",
        0x0B => "Int16",
        0x0C => "Int32",
        0x0D => "Single",
        0x0E => "Double",
        _ => null,
    };

    private static InvalidDataException NotIdx(string path, ReadOnlySpan<byte> prefix) => new(prefix.IsEmpty
        ? $"'{path}' is not an IDX file: it is empty."
        : $"'{path}' is not an IDX file: it begins with the bytes {Convert.ToHexString(prefix)}, an IDX file of unsigned bytes with "
        + "000008 and its number of dimensions.");
}
