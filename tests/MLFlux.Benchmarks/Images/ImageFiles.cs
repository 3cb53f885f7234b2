using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MLFlux.Benchmarks.Images;

/// <summary>Image files to vectors of floats: <c>ImageToVector</c> beside ML.NET's three transforms, over the same files.</summary>
internal sealed class ImageFiles : IDisposable
{
    private const int Side = 32, Made = 4_000, Passes = 5;

    private readonly IDataView _ours;
    private readonly IDataView _theirs;
    private readonly DirectoryInfo? _made;

    /// <param name="folder">A folder of class folders of images of 32 × 32 pixels; null for ones made here.</param>
    public ImageFiles(string? folder)
    {
        var ml = new MLContext(seed: 1);
        _made = folder is null ? Make() : null;
        IDataView files = ml.Data.LoadFromImageFolder(folder ?? _made!.FullName);
        Rows = files.GetRowCount() ?? 0;
        _ours = ml.Transforms.ImageToVector("Features", "ImagePath", new ImageToVectorOptions { Width = Side, Height = Side }).Fit(files)
            .Transform(files);
        _theirs = ml.Transforms.LoadImages("Image", null, "ImagePath")
            .Append(ml.Transforms.ResizeImages("Image", Side, Side))
            .Append(ml.Transforms.ExtractPixels("Features", "Image", scaleImage: 1 / 255f))
            .Fit(files).Transform(files);
    }

    /// <summary>How many images there are.</summary>
    public long Rows { get; }

    /// <summary>Images a second, by MLFlux.</summary>
    public double MeasureOurs() => Measure(_ours);

    /// <summary>Images a second, by ML.NET.</summary>
    public double MeasureTheirs() => Measure(_theirs);

    /// <summary>The largest difference between a value of one and of the other, in 255ths.</summary>
    public double LargestDifference() => 255 * _ours.GetColumn<float[]>("Features")
        .Zip(_theirs.GetColumn<float[]>("Features"))
        .Max(pair => pair.First.Zip(pair.Second, (a, b) => Math.Abs(a - b)).Max());

    public void Dispose() => _made?.Delete(recursive: true);

    private double Measure(IDataView view)
    {
        long start = Stopwatch.GetTimestamp();
        DataViewSchema.Column column = view.Schema["Features"];
        VBuffer<float> vector = default;
        for (int pass = 0; pass < Passes; pass++)
        {
            using DataViewRowCursor cursor = view.GetRowCursor([column]);
            ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
            while (cursor.MoveNext())
                getter(ref vector);
        }

        return Passes * Rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static DirectoryInfo Make()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mlflux-images-");
        string only = folder.CreateSubdirectory("noise").FullName;
        var random = new Random(1);
        for (int i = 0; i < Made; i++)
        {
            using var bitmap = new SKBitmap(Side, Side);
            using (var canvas = new SKCanvas(bitmap))
            {
                canvas.Clear(new SKColor((uint)random.Next() | 0xFF000000));
                using var paint = new SKPaint();
                for (int spot = 0; spot < 12; spot++)
                {
                    paint.Color = new SKColor((uint)random.Next() | 0xFF000000);
                    canvas.DrawCircle(random.Next(Side), random.Next(Side), random.Next(2, 10), paint);
                }
            }

            using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
            File.WriteAllBytes(Path.Combine(only, $"{i:00000}.jpg"), jpeg.ToArray());
        }

        return folder;
    }
}
