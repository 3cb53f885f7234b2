using SkiaSharp;

namespace MLFlux.Build;

/// <summary>A small network: three units in, four hidden, two out, one of which has fired.</summary>
internal static class NetworkIcon
{
    private static readonly int[] s_layers = [3, 4, 2];

    private static readonly SKColor s_ground = new(0x1B, 0x2A, 0x41), s_edge = new(0x5C, 0x78, 0x9E),
        s_unit = new(0xF4, 0xF7, 0xFB), s_fired = new(0xE6, 0x7E, 0x22);

    /// <summary>Draws it as PNG.</summary>
    /// <param name="side">Width and height, in pixels.</param>
    public static byte[] Draw(int side)
    {
        using var bitmap = new SKBitmap(side, side, SKColorType.Rgba8888, SKAlphaType.Premul);
        using (var canvas = new SKCanvas(bitmap))
            Draw(canvas, side);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Draw(SKCanvas canvas, float side)
    {
        canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { IsAntialias = true, Color = s_ground };
        canvas.DrawRoundRect(0, 0, side, side, side * 0.18f, side * 0.18f, paint);

        paint.Color = s_edge;
        paint.StrokeWidth = side * 0.014f;
        for (int layer = 1; layer < s_layers.Length; layer++)
        {
            for (int from = 0; from < s_layers[layer - 1]; from++)
            {
                for (int to = 0; to < s_layers[layer]; to++)
                    canvas.DrawLine(Center(layer - 1, from, side), Center(layer, to, side), paint);
            }
        }

        for (int layer = 0; layer < s_layers.Length; layer++)
        {
            for (int unit = 0; unit < s_layers[layer]; unit++)
            {
                paint.Color = layer == s_layers.Length - 1 && unit == 0 ? s_fired : s_unit;
                canvas.DrawCircle(Center(layer, unit, side), side * 0.075f, paint);
            }
        }
    }

    private static SKPoint Center(int layer, int unit, float side) => new(
        side * (0.2f + (0.3f * layer)),
        side * (0.5f + (0.21f * (unit - ((s_layers[layer] - 1) / 2f)))));
}
