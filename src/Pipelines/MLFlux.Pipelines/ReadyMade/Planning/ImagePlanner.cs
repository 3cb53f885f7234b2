using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLFlux.ReadyMade;

/// <summary>Makes a plan for images.</summary>
internal static class ImagePlanner
{
    private const int LeastSize = 8;

    /// <summary>The sizes that larger images are brought to, by their usual size.</summary>
    private static readonly int[] s_sizes = [32, 48, 64];

    public static ReadyPipeline Plan(MLContext ml, IDataView data, string imageColumnName, string labelColumnName,
        ReadyImageOptions options)
    {
        DataViewSchema.Column image = SchemaColumns.Find(data.Schema, imageColumnName, "Images");
        DataViewSchema.Column labelColumn = SchemaColumns.Find(data.Schema, labelColumnName, "Label");
        if (options.Size < LeastSize)
            throw new ArgumentOutOfRangeException(null,
                $"{nameof(options.Size)} is {options.Size}; it has to be at least {LeastSize}, or null.");

        (long rows, IReadOnlyDictionary<string, ColumnProfile> profiles) = DataScan.Of(data, [labelColumn], options.CancellationToken);
        LabelNames.Check(data.Schema, labelColumnName);
        LabelPlan label = LabelPlanner.Plan(profiles[labelColumnName], options.Task);
        (int width, int height, bool hasColor, bool isResized) = Target(data, image, options);
        var toVector = new ImageToVectorOptions
        {
            Width = isResized ? width : null,
            Height = isResized ? height : null,
            Fit = isResized ? ImageFit.Crop : ImageFit.Fill,
            Color = isResized && !hasColor ? ImageColor.Gray : null,
            AsBytes = true,
            Unreadable = options.Unreadable,
        };
        string reason = string.Create(CultureInfo.InvariantCulture, $"{width} × {height} pixels, {(hasColor ? "in colour" : "gray")}");
        ColumnChoice[] choices = [.. SchemaColumns.Visible(data.Schema).Select(column =>
            column.Name == labelColumnName ? label.Choice
            : column.Name == imageColumnName ? new ColumnChoice(column.Name, ColumnUse.Image, reason)
            : new ColumnChoice(column.Name, ColumnUse.LeftOut, "is not the image"))];
        NeuralNetworkOptions training = ImageTraining.Options(rows, width, height, hasColor) with
        {
            LabelColumnName = label.TrainedColumnName,
            Progress = options.Progress,
            CancellationToken = options.CancellationToken,
        };
        return new ReadyPipeline(ml, new PipelinePlan(
            label, choices, [.. label.Optional, PipelineSteps.ImageToVector(imageColumnName, toVector)],
            ImageTraining.Network(width, height, hasColor), training));
    }

    /// <summary>The size of the network's input, and whether images are brought to it.</summary>
    private static (int Width, int Height, bool HasColor, bool IsResized) Target(IDataView data, DataViewSchema.Column image,
        ReadyImageOptions options)
    {
        switch (image.Type)
        {
            case VectorDataViewType { IsKnownSize: true, Dimensions.Length: 2 or 3 } pixels when pixels.ItemType == NumberDataViewType.Byte:
                bool hasColor = pixels.Dimensions is [_, _, > 1];
                return options.Size is int wanted
                    ? (wanted, wanted, hasColor, true)
                    : (pixels.Dimensions[1], pixels.Dimensions[0], hasColor, false);
            case TextDataViewType or ImageDataViewType:
            case VectorDataViewType { IsKnownSize: false } encoded when encoded.ItemType == NumberDataViewType.Byte:
                ImageSample sample = ImageSample.Of(data, image, options.CancellationToken);
                (int width, int height) = options.Size is int size ? (size, size) : Usual(sample.Sizes);
                return (width, height, sample.HasColor, true);
            default:
                throw new ArgumentOutOfRangeException(null,
                    $"Column '{image.Name}' is {image.Type}; expected images: paths (text), encoded images (Vector<Byte> of unknown "
                    + "size), MLImage, or pixels (Vector<Byte, height, width, channels>).");
        }
    }

    private static (int Width, int Height) Usual(IReadOnlyList<(int Width, int Height)> sizes)
    {
        (int width, int height) = sizes[0];
        if (sizes.All(size => size == sizes[0]) && Math.Min(width, height) >= LeastSize && Math.Max(width, height) <= s_sizes[^1])
            return (width, height);

        int[] sides = [.. sizes.Select(size => Math.Min(size.Width, size.Height)).Order()];
        int side = s_sizes.LastOrDefault(size => size <= sides[sides.Length / 2], s_sizes[0]);
        return (side, side);
    }
}
