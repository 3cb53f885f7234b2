namespace ImageService;

/// <summary>What a caller sends: an encoded image, in the column the saved model takes.</summary>
internal sealed class Upload
{
    public byte[] Image { get; set; } = [];
}
