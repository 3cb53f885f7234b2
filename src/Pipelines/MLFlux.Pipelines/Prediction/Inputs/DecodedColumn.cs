using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Images;
using SkiaSharp;

namespace MLFlux.Prediction;

/// <summary>A column of ML.NET's own images.</summary>
internal sealed class DecodedColumn(DataViewSchema.Column column) : InputColumn(column)
{
    private MLImage? _image;
    private bool _isOurs;

    public override string Expected => "an image";

    public override void Set(object? value, bool isForeign)
    {
        object? given = JsonValues.Scalar(value);
        (_image, _isOurs) = given is MLImage image ? (image, false) : (Decode(given, isForeign), true);
    }

    public override Delegate CreateGetter() => (ValueGetter<MLImage>)((ref MLImage value) => value = _image!);

    public override void Forget()
    {
        if (_isOurs)
            _image?.Dispose();
        _image = null;
    }

    private MLImage Decode(object? value, bool isForeign)
    {
        byte[] bytes = EncodedImage.Bytes(Name, value, isForeign)
            ?? throw Fault(
                isForeign ? "an encoded image as base64"
                    : "an MLImage, an encoded image as bytes or base64, or the path of its file", value);
        try
        {
            using SKBitmap bitmap = BoundedBitmap.Decode(bytes);
            return MLImage.CreateFromPixels(bitmap.Width, bitmap.Height, MLPixelFormat.Rgba32, bitmap.GetPixelSpan());
        }
        catch (InvalidDataException fault)
        {
            throw new ArgumentException($"Column '{Name}' takes an image. The bytes given cannot be read as one: {fault.Message}.", fault);
        }
    }
}
