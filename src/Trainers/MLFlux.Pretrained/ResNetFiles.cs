using System.Globalization;
using System.Runtime.InteropServices;
using MLFlux.Graphs;
using MLFlux.Onnx;

namespace MLFlux.Pretrained;

/// <summary>The files of the package with ResNet-18: the network, and what is done to images before.</summary>
internal static class ResNetFiles
{
    /// <summary>The size of the images that the network was trained on.</summary>
    public const int TrainedSize = 224;

    private const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18", Version = "0.23.1", Mean = "mean_image";

    /// <summary>The network for images of a size, with what is done to them before.</summary>
    /// <param name="size">The width and height of the images.</param>
    /// <param name="folder">The folder of packages; null for the files beside the application.</param>
    public static GraphLayer Read(int size, string? folder)
    {
        GraphLayer body = Networks.FromOnnx(Find(folder, "ResNet18Onnx", "ResNet18.onnx"), new OnnxOptions
        {
            Source = $"ResNet-18 trained on ImageNet, from the NuGet package {Package} {Version}, MIT licence",
        });
        float[] mean = Resize(ReadMean(folder), size);
        GraphDescription graph = body.Graph;
        GraphNode[] before =
        [
            GraphHead.Node("Mul", ["pixels", "255"], "bytes"),
            GraphHead.Node("Gather", ["bytes", "blue, green, red"], "channels", ("axis", 1L)),
            GraphHead.Node("Sub", ["channels", Mean], graph.Input),
        ];
        var stored = new Dictionary<string, ReadOnlyMemory<byte>>(body.Stored!)
        {
            [Mean] = MemoryMarshal.AsBytes(mean.AsSpan()).ToArray(),
        };
        return new GraphLayer(
            graph with
            {
                Input = "pixels",
                Example = [3, size, size],
                Nodes = [.. before, .. graph.Nodes],
                Constants =
                [
                    new GraphConstant("255", GraphType.Float, [], [255]),
                        new GraphConstant("blue, green, red", GraphType.Integer, [3], [2, 1, 0]),
                    .. graph.Constants,
                ],
                Weights = [.. graph.Weights, new GraphWeight(Mean, Mean, [3, size, size], IsLearned: false)],
            },
            stored)
        {
            Code = string.Create(
                CultureInfo.InvariantCulture,
                $"{nameof(Backbones)}.{nameof(Backbones.ResNet18)}({(size == TrainedSize ? "" : $"size: {size}")})"),
        };
    }

    /// <summary>The mean of the images that the network was trained on: blue, green, red, from 0 to 255.</summary>
    private static float[] ReadMean(string? folder)
    {
        string path = Find(folder, "ResNetPrepOnnx", "ResNetPreprocess.onnx");
        ModelProto model = ModelReader.Read(path, GraphImporter.MostBytes);
        TensorProto? mean = model.Graph.Constants.FirstOrDefault(constant => constant.Name == "MeanImage");
        return mean is { Type: OnnxType.Float, Dimensions: [1, 3, TrainedSize, TrainedSize] }
            ? MemoryMarshal.Cast<byte, float>(mean.Content.Span).ToArray()
            : throw new InvalidDataException(
                $"'{path}' has no 'MeanImage' of 1×3×{TrainedSize}×{TrainedSize}. Use version {Version} of {Package}.");
    }

    /// <summary>The mean of another size: each pixel the mean of what it covers.</summary>
    private static float[] Resize(float[] mean, int size)
    {
        if (size == TrainedSize)
            return mean;
        var resized = new float[3 * size * size];
        double scale = (double)TrainedSize / size;
        for (int i = 0; i < resized.Length; i++)
        {
            int channel = i / (size * size), row = i / size % size, column = i % size;
            double sum = 0, weight = 0;
            foreach ((int y, double height) in Covered(row, scale))
            {
                foreach ((int x, double width) in Covered(column, scale))
                {
                    sum += height * width * mean[(((channel * TrainedSize) + y) * TrainedSize) + x];
                    weight += height * width;
                }
            }

            resized[i] = (float)(sum / weight);
        }

        return resized;
    }

    /// <summary>The pixels that a pixel of another size covers, each with the part of it that is covered.</summary>
    private static IEnumerable<(int Place, double Part)> Covered(int place, double scale)
    {
        double start = place * scale, end = Math.Min(TrainedSize, (place + 1) * scale);
        for (int i = (int)start; i < end; i++)
            yield return (i, Math.Min(end, i + 1) - Math.Max(start, i));
    }

    private static string Find(string? packages, string folder, string file)
    {
        if (packages is not null)
            return PackagesFolder.Find(packages, Package, Version, "tools", "DnnImageModels", folder, file);
        string path = Path.Combine(AppContext.BaseDirectory, "DnnImageModels", folder, file);
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"There is no '{path}'. The package {Package} brings it along: dotnet add package {Package} --version {Version}", path);
    }
}
