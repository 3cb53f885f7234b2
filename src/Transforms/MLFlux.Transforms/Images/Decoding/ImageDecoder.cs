using System.Diagnostics;
using SkiaSharp;

namespace MLFlux.Images;

/// <summary>
/// Makes byte planes of images: reads a file, decodes it, turns it, fits it, takes the channels apart. For one thread. Of an
/// image nothing stays; its memory goes back to the pool that all decoders share.
/// </summary>
internal sealed class ImageDecoder(ImagePlan plan)
{
    private const int BytesInPixel = 4;

    /// <summary>The coefficients of a progressive JPEG, with colours at half their resolution.</summary>
    private const int BytesOfOwn = 3;

    /// <summary>A block of 8 × 8 pixels takes at least one bit. The decoder makes grey of what is missing, and no error.</summary>
    private const int MostJpegPixelsOfByte = 8 * 64;

    /// <summary>Above it, libjpeg's faster inner loops outweigh what it takes to set it up.</summary>
    private const int MostPixelsOfOwn = 1 << 16;

    private readonly ImageFileContent _file = new();
    private readonly DecodeBuffer _decoded = new();
    private readonly DecodeBuffer _turned = new();
    private readonly DecodeBuffer _fitted = new();
    private readonly JpegDecoder _jpeg = new();
    private readonly Resampler _resampler = new();

    /// <summary>The most pixels that an encoded image may announce: what the model allows, or the application where that is less.</summary>
    private int MaxPixels => Math.Min(plan.MaxPixels, ImageLimits.MaxPixels);

    /// <summary>Makes the planes of one image.</summary>
    /// <param name="input">The image.</param>
    /// <param name="planes">Takes channels × height × width bytes.</param>
    /// <exception cref="InvalidDataException">
    /// The image cannot be read; the message says why, as part of a sentence, and names nothing.
    /// </exception>
    public void Decode(ImageInput input, Span<byte> planes)
    {
        try
        {
            switch (input.Kind)
            {
                case ImageInputKind.Path:
                    ReadOnlySpan<byte> file = _file.Read(Path.Combine(plan.Folder, input.Path), MaxPixels);
                    DecodeEncoded(file, _file.Address, planes);
                    break;

                case ImageInputKind.Encoded:
                    DecodeEncoded(input.Bytes, input.Address, planes);
                    break;

                case ImageInputKind.Gray or ImageInputKind.Rgb or ImageInputKind.Rgba or ImageInputKind.Bgra:
                    using (DecodeBudget.Pixels.Take((long)input.Width * input.Height * BytesInPixel))
                        Fit(Unpack(input), input.Width, input.Height, planes);
                    break;
            }
        }
        finally
        {
            _file.GiveBack();
            _decoded.GiveBack();
            _turned.GiveBack();
            _fitted.GiveBack();
        }
    }

    private void DecodeEncoded(ReadOnlySpan<byte> file, nint address, Span<byte> planes)
    {
        if (file.IsEmpty)
            throw new InvalidDataException("it is empty");
        if (TryDecodeJpeg(file, planes))
            return;

        using SKData data = SKData.Create(address, file.Length);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new InvalidDataException("it is no image, or of a format other than JPEG, PNG, GIF, BMP, WebP and ICO");
        SKImageInfo stored = codec.Info;
        int most = MaxPixels;
        if (stored.Width < 1 || stored.Height < 1 || (long)stored.Width * stored.Height > most)
            throw new InvalidDataException($"it announces {stored.Width:N0} × {stored.Height:N0} pixels; MaxPixels allows {most:N0}");

        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && (long)stored.Width * stored.Height > file.Length * MostJpegPixelsOfByte)
            throw new InvalidDataException(
                $"it is cut off or damaged: {file.Length:N0} bytes are too few for {stored.Width:N0} × {stored.Height:N0} pixels");

        SKEncodedOrigin origin = codec.EncodedOrigin;
        bool swaps = Orientation.SwapsSides(origin);
        SKSizeI size = DecodedSize(codec, stored, swaps);
        bool opaque = stored.AlphaType == SKAlphaType.Opaque;
        using DecodeBudget.Share share = DecodeBudget.Pixels.Take(Cost(codec, stored, size, origin));
        Span<byte> pixels = _decoded.Take(size.Width * size.Height * BytesInPixel);
        var wanted = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        SKCodecResult result = codec.GetPixels(wanted, _decoded.Address, wanted.RowBytes, SKCodecOptions.Default);
        if (result != SKCodecResult.Success)
            throw new InvalidDataException(Describe(result));

        if (!opaque)
            Planes.Compose(pixels, plan.Background);
        if (origin != SKEncodedOrigin.TopLeft)
        {
            Span<byte> turned = _turned.Take(pixels.Length);
            Orientation.Apply(pixels, size.Width, size.Height, origin, turned);
            pixels = turned;
        }

        Fit(pixels, swaps ? size.Height : size.Width, swaps ? size.Width : size.Height, planes);
    }

    /// <summary>Decodes a small JPEG of the plain kind; false for all others.</summary>
    private bool TryDecodeJpeg(ReadOnlySpan<byte> file, Span<byte> planes)
    {
        if (!_jpeg.TryReadHeader(file) || (long)_jpeg.Width * _jpeg.Height > Math.Min(MaxPixels, MostPixelsOfOwn))
            return false;
        if (Placement.Of(_jpeg.Width, _jpeg.Height, plan).Shrinking >= 2) // Skia then decodes at a smaller size.
            return false;

        int length = _jpeg.Width * _jpeg.Height * BytesInPixel;
        if (!_jpeg.TryDecode(file, _decoded.Take(length + JpegDecoder.Slack)))
            return false;

        Fit(_decoded.Take(length), _jpeg.Width, _jpeg.Height, planes);
        return true;
    }

    /// <summary>
    /// The size to decode at: JPEG can give an eighth, a quarter or a half at a fraction of the time, each pixel a mean of those
    /// it stands for. The filter then goes from there, with no fewer pixels than the result has.
    /// </summary>
    private SKSizeI DecodedSize(SKCodec codec, SKImageInfo stored, bool swaps)
    {
        var full = new SKSizeI(stored.Width, stored.Height);
        if (codec.EncodedFormat != SKEncodedImageFormat.Jpeg)
            return full;

        double shrinking = Placement.Of(swaps ? full.Height : full.Width, swaps ? full.Width : full.Height, plan).Shrinking;
        foreach (int divisor in (ReadOnlySpan<int>)[8, 4, 2])
        {
            if (shrinking >= divisor)
                return codec.GetScaledDimensions(1f / divisor);
        }

        return full;
    }

    /// <summary>
    /// About how many bytes decoding takes: the pixels, a second time where they are turned, and, for all formats but those that are
    /// decoded line by line, what the decoder itself keeps of the whole image.
    /// </summary>
    private static long Cost(SKCodec codec, SKImageInfo stored, SKSizeI size, SKEncodedOrigin origin)
    {
        long pixels = (long)size.Width * size.Height * BytesInPixel;
        bool isByLine = codec.EncodedFormat is SKEncodedImageFormat.Png or SKEncodedImageFormat.Bmp or SKEncodedImageFormat.Ico;
        return (origin == SKEncodedOrigin.TopLeft ? pixels : 2 * pixels) + (isByLine ? 0 : BytesOfOwn * (long)stored.Width * stored.Height);
    }

    /// <summary>Makes four bytes a pixel of a column's own pixels.</summary>
    private Span<byte> Unpack(ImageInput input)
    {
        ReadOnlySpan<byte> source = input.Bytes;
        Span<byte> pixels = _decoded.Take(input.Width * input.Height * BytesInPixel);
        (int step, int red, int green, int blue) = input.Kind switch
        {
            ImageInputKind.Gray => (1, 0, 0, 0),
            ImageInputKind.Rgb => (3, 0, 1, 2),
            ImageInputKind.Bgra => (4, 2, 1, 0),
            ImageInputKind.Rgba => (4, 0, 1, 2),
            ImageInputKind.Path or ImageInputKind.Encoded => throw new UnreachableException($"{input.Kind} holds no pixels."),
        };
        for (int from = 0, to = 0; to < pixels.Length; from += step, to += BytesInPixel)
        {
            pixels[to] = source[from + red];
            pixels[to + 1] = source[from + green];
            pixels[to + 2] = source[from + blue];
            pixels[to + 3] = 255;
        }

        return pixels;
    }

    private void Fit(ReadOnlySpan<byte> pixels, int width, int height, Span<byte> planes)
    {
        if (width != plan.Width || height != plan.Height)
        {
            Placement place = Placement.Of(width, height, plan);
            Span<byte> fitted = _fitted.Take(plan.Width * plan.Height * BytesInPixel);
            if (plan.Fit == ImageFit.Pad)
            {
                fitted.Clear();
                Planes.Compose(fitted, plan.Background); // All of it is transparent.
            }

            _resampler.Run(pixels, width, height, place, fitted, plan.Width);
            pixels = fitted;
        }

        if (plan.IsGray)
            Planes.MixGray(pixels, planes);
        else
            Planes.Split(pixels, planes);
    }

    private static string Describe(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "it is cut off",
        SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput => "it is damaged",
        _ => $"it cannot be decoded ({result})",
    };
}
