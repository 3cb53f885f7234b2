namespace MLFlux.Images;

/// <summary>
/// One row's image, as it was found in its column; the bytes are a copy, until they are given back. Filled again for each row.
/// </summary>
internal sealed class ImageInput
{
    private readonly DecodeBuffer _bytes = new();
    private int _length;

    public ImageInputKind Kind { get; private set; }

    /// <summary>The path, where that is what the column holds.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The encoded image or the pixels, where that is what the column holds.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Take(_length);

    /// <summary>Where <see cref="Bytes"/> are, for native code.</summary>
    public nint Address => _bytes.Address;

    /// <summary>How many <see cref="Bytes"/> there are.</summary>
    public int Length => _length;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public void SetPath(string path)
    {
        GiveBack();
        Kind = ImageInputKind.Path;
        Path = path;
    }

    /// <summary>Takes an encoded image of some length; the caller writes it into what is returned.</summary>
    public Span<byte> SetEncoded(int length) => Take(ImageInputKind.Encoded, length);

    /// <summary>Takes pixels of some layout; the caller writes them into what is returned.</summary>
    public Span<byte> SetPixels(ImageInputKind layout, int width, int height, int length)
    {
        (Width, Height) = (width, height);
        return Take(layout, length);
    }

    /// <summary>Ends the use of the bytes; the rest stays.</summary>
    public void GiveBack()
    {
        _length = 0;
        _bytes.GiveBack();
    }

    private Span<byte> Take(ImageInputKind kind, int length)
    {
        GiveBack();
        (Kind, _length) = (kind, length);
        return _bytes.Take(length);
    }
}
