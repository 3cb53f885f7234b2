using SkiaSharp;

namespace ImageClassification;

/// <summary>Draws shapes in several colours and textures, a folder for each shape, so that the program needs no data.</summary>
internal static class Drawings
{
    private const int ImagesOfAShape = 500, Side = 48;

    private static readonly Dictionary<string, Action<SKPath, float>> s_shapes = new()
    {
        ["circle"] = (path, r) => path.AddCircle(0, 0, r),
        ["cross"] = (path, r) => path.AddPoly(
            [new(-r / 3, -r), new(r / 3, -r), new(r / 3, -r / 3), new(r, -r / 3), new(r, r / 3), new(r / 3, r / 3), new(r / 3, r),
            new(-r / 3, r), new(-r / 3, r / 3), new(-r, r / 3), new(-r, -r / 3), new(-r / 3, -r / 3)]),
        ["ring"] = (path, r) =>
        {
            path.AddCircle(0, 0, r);
            path.AddCircle(0, 0, r / 2, SKPathDirection.CounterClockwise);
        },
        ["square"] = (path, r) => path.AddRect(new SKRect(-r * 0.8f, -r * 0.8f, r * 0.8f, r * 0.8f)),
        ["star"] = (path, r) => path.AddPoly([.. Enumerable.Range(0, 10).Select(i => Corner(i, 10, i % 2 == 0 ? r : r * 0.45f))]),
        ["triangle"] = (path, r) => path.AddPoly([.. Enumerable.Range(0, 3).Select(i => Corner(i, 3, r))]),
    };

    /// <summary>Draws the images, unless an earlier run did; returns the folder.</summary>
    public static string Make(string folder, int seed)
    {
        foreach (var ((name, draw), index) in s_shapes.Select((shape, index) => (shape, index)))
        {
            string shapes = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            var random = new Random((seed * s_shapes.Count) + index);
            for (int i = 0; i < ImagesOfAShape; i++)
            {
                string path = Path.Combine(shapes, $"{i:000}.png");
                using SKBitmap image = Draw(draw, random);
                using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
                File.WriteAllBytes(path, png.ToArray());
            }
        }

        return folder;
    }

    private static SKBitmap Draw(Action<SKPath, float> shape, Random random)
    {
        var image = new SKBitmap(Side, Side);
        using var canvas = new SKCanvas(image);
        canvas.Clear(Colour(random));
        canvas.Translate(Side * (0.4f + (0.2f * random.NextSingle())), Side * (0.4f + (0.2f * random.NextSingle())));
        canvas.RotateDegrees(random.Next(360));
        using var path = new SKPath();
        shape(path, Side * (0.2f + (0.15f * random.NextSingle())));
        using var paint = new SKPaint { IsAntialias = true, Color = Colour(random) };
        canvas.DrawPath(path, paint);
        canvas.ClipPath(path);
        paint.Color = Colour(random);
        Texture(canvas, paint, random.Next(3));
        return image;
    }

    private static void Texture(SKCanvas canvas, SKPaint paint, int kind)
    {
        for (int i = -Side; i < Side && kind > 0; i += 6)
        {
            if (kind == 1)
                canvas.DrawRect(i, -Side, 2, 2 * Side, paint);
            for (int j = -Side; j < Side && kind == 2; j += 6)
                canvas.DrawCircle(i, j, 1.5f, paint);
        }
    }

    private static SKPoint Corner(int index, int count, float radius) =>
        new(radius * MathF.Sin(2 * MathF.PI * index / count), -radius * MathF.Cos(2 * MathF.PI * index / count));

    private static SKColor Colour(Random random) => SKColor.FromHsv(random.Next(360), random.Next(40, 100), random.Next(30, 100));
}
