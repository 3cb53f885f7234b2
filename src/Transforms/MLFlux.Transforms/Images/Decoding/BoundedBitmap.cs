using SkiaSharp;

namespace MLFlux.Images;

/// <summary>Decodes images as they are stored, for those who look at some of them, within the limits that vectors have.</summary>
internal static class BoundedBitmap
{
    /// <summary>Decodes a file to four bytes a pixel: red, green, blue, opacity.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message names it and says why.</exception>
    public static SKBitmap Decode(string path)
    {
        var content = new ImageFileContent();
        try
        {
            ReadOnlySpan<byte> file = content.Read(path, MaxPixels);
            using SKData data = SKData.Create(content.Address, file.Length);
            return Decode(data);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {fault.Message}", fault);
        }
        finally
        {
            content.GiveBack();
        }
    }

    /// <summary>Decodes what a file holds.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message says why, as part of a sentence.</exception>
    public static SKBitmap Decode(ReadOnlySpan<byte> encoded)
    {
        using SKData data = SKData.CreateCopy(encoded);
        return Decode(data);
    }

    private static int MaxPixels => Math.Min(new ImageToVectorOptions().MaxPixels, ImageLimits.MaxPixels);

    private static SKBitmap Decode(SKData data)
    {
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new InvalidDataException("it is no image, or of a format other than JPEG, PNG, GIF, BMP, WebP and ICO");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
            throw new InvalidDataException($"it announces {width:N0} × {height:N0} pixels; at most {MaxPixels:N0} are taken");

        using DecodeBudget.Share share = DecodeBudget.Pixels.Take(4L * width * height);
        var wanted = new SKImageInfo(width, height, SKColorType.Rgba8888, codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        return SKBitmap.Decode(codec, wanted) ?? throw new InvalidDataException("it is damaged or cut off");
    }
}
