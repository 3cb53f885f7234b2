using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ImageClassification;

/// <summary>Which classes are taken for each other most often, and a picture of the images that were.</summary>
internal static class ConfusedPairs
{
    private const int Pairs = 5, ImagesOfAPair = 8, Side = 72, Gap = 6;

    /// <summary>Prints the pairs and writes a picture with one row for each.</summary>
    public static void Save(MLContext ml, IDataView scored, string path)
    {
        scored = ml.Transforms.Conversion.MapKeyToValue("Label").Fit(scored).Transform(scored);
        var confused = scored.GetColumn<string>("ImagePath")
            .Zip(scored.GetColumn<string>("Label"), scored.GetColumn<string>("PredictedLabel"))
            .Where(row => row.Second != row.Third)
            .GroupBy(row => string.CompareOrdinal(row.Second, row.Third) < 0 ? (row.Second, row.Third) : (row.Third, row.Second))
            .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key)
            .Take(Pairs)
            .ToList();
        if (confused.Count == 0)
        {
            Console.WriteLine("no two classes were confused");
            return;
        }

        using var picture = new SKBitmap(Gap + (ImagesOfAPair * (Side + Gap)), Gap + (confused.Count * (Side + Gap)));
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(SKColors.White);
            for (int row = 0; row < confused.Count; row++)
            {
                var pair = confused[row];
                Console.WriteLine($"row {row + 1}: {pair.Key.Item1} and {pair.Key.Item2}, confused {pair.Count()} times");
                int column = 0;
                foreach (string image in pair.Select(image => image.First).Take(ImagesOfAPair))
                    Draw(canvas, image, column++, row);
            }
        }

        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, png.ToArray());
        Console.WriteLine($"saved {path}");
    }

    private static void Draw(SKCanvas canvas, string path, int column, int row)
    {
        using SKBitmap image = SKBitmap.Decode(path);
        int x = Gap + (column * (Side + Gap)), y = Gap + (row * (Side + Gap));
        canvas.DrawBitmap(image, new SKRect(x, y, x + Side, y + Side));
    }
}
