namespace MLFlux.Images;

/// <summary>One row's image, as it was found in its column; the bytes are a copy. Filled again for each row.</summary>
internal sealed class ImageInput
{
    private byte[] _bytes = [];

    public ImageInputKind Kind { get; private set; }

    /// <summary>The path, where that is what the column holds.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The encoded image or the pixels, where that is what the column holds.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public void SetPath(string path)
    {
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

    private Span<byte> Take(ImageInputKind kind, int length)
    {
        Kind = kind;
        if (_bytes.Length < length)
            _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true); // Native code reads encoded images where they lie.
        Bytes = _bytes.AsMemory(0, length);
        return _bytes.AsSpan(0, length);
    }
}
