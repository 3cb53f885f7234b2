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
        IDataView files = Files(ml, folder, part, count);
        IDataView keys = ml.Data.LoadFromEnumerable(Kinds(folder, part).Select(kind => new Name { Kind = Path.GetFileName(kind) }));
        return ml.Transforms.ImageToVector("Features", nameof(Photo.Path), new ImageToVectorOptions
        {
            Width = size, Height = size, AsBytes = true,
        }).Append(ml.Transforms.Conversion.MapValueToKey("Label", nameof(Photo.Kind), keyData: keys)).Fit(files).Transform(files);
    }

    /// <summary>The paths of the images of a part, with the names of their kinds.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    public static IDataView Files(MLContext ml, string folder, string part, int count) => ml.Data.LoadFromEnumerable(
        Kinds(folder, part).SelectMany(kind => Directory.GetFiles(kind).Order(StringComparer.Ordinal).Take(count)
            .Select(file => new Photo { Path = file, Kind = Path.GetFileName(kind) })).ToArray());

    private static string[] Kinds(string folder, string part)
    {
        string path = Path.Combine(folder, "cifar10", part);
        return Directory.Exists(path) ? [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal)]
            : throw new ArgumentException($"There is no folder '{path}'.");
    }

    private sealed class Name
    {
        public string Kind { get; set; } = "";
    }
}
