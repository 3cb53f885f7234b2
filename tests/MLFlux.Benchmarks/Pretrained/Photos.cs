using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>CIFAR-10's images as rows of pixels, the first so many of each kind.</summary>
internal static class Photos
{
    /// <summary>The images of a part, in bytes, with the key <c>Label</c>.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder of data.</param>
    /// <param name="part"><c>train</c> or <c>test</c>.</param>
    /// <param name="count">How many images of each kind.</param>
    /// <param name="size">The width and height that they are brought to.</param>
    public static IDataView Load(MLContext ml, string folder, string part, int count, int size)
    {
        string path = Path.Combine(folder, "cifar10", part);
        if (!Directory.Exists(path))
            throw new ArgumentException($"There is no folder '{path}'.");
        string[] kinds = [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal)];
        Photo[] photos = [.. kinds.SelectMany(kind => Directory.GetFiles(kind).Order(StringComparer.Ordinal).Take(count)
            .Select(file => new Photo { Path = file, Kind = Path.GetFileName(kind) }))];
        IDataView names = ml.Data.LoadFromEnumerable(kinds.Select(kind => new Photo { Kind = Path.GetFileName(kind) }));
        IDataView keys = ml.Transforms.SelectColumns(nameof(Photo.Kind)).Fit(names).Transform(names);
        IDataView files = ml.Data.LoadFromEnumerable(photos);
        return ml.Transforms.ImageToVector("Features", nameof(Photo.Path), new ImageToVectorOptions
        {
            Width = size, Height = size, AsBytes = true,
        }).Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(Photo.Kind), keyData: keys)).Fit(files).Transform(files);
    }

    private sealed class Photo
    {
        public string Path { get; set; } = "";

        public string Kind { get; set; } = "";
    }
}
