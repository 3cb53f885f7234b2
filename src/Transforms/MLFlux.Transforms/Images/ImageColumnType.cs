using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using MLFlux.MLNet;

namespace MLFlux.Images;

/// <summary>What a column of images holds, and what the options make of it.</summary>
internal sealed record ImageColumnType
{
    private const string ExpectedPixels = "Vector<Byte, height, width> or Vector<Byte, height, width, channels>";

    private const string ExpectedSized =
        ExpectedPixels + "; or, with Width and Height given in the options, the path of a file (String), an encoded image (Vector<Byte> "
        + "of unknown size) or an MLImage";

    /// <summary>A column's types of item that are taken; sizes are checked when the real column is known.</summary>
    public static bool Takes(SchemaShape.Column column) => !column.IsKey && column.Kind switch
    {
        SchemaShape.Column.VectorKind.Scalar => column.ItemType is TextDataViewType or ImageDataViewType,
        _ => column.ItemType.Equals(NumberDataViewType.Byte),
    };

    /// <summary>What the options have to say to an estimator about a column it cannot take.</summary>
    public static string Expected(ImageToVectorOptions options) => options.Width is null ? ExpectedPixels : ExpectedSized;

    private ImageColumnType(DataViewType type, ImageToVectorOptions options, int width, int height, int channels)
    {
        IsPixels = type is VectorDataViewType { IsKnownSize: true };
        Type = type;
        (Width, Height, Channels) = (width, height, channels);
        (OutputWidth, OutputHeight) = (options.Width ?? width, options.Height ?? height);
        OutputChannels = options.Color is null ? channels : options.Color == ImageColor.Gray ? 1 : 3;
        IsPlain = IsPixels && !options.AsBytes && (OutputWidth, OutputHeight, OutputChannels) == (width, height, channels);
    }

    public DataViewType Type { get; }

    /// <summary>Whether the column holds vectors of pixels.</summary>
    public bool IsPixels { get; }

    /// <summary>Whether pixels only change their type and order.</summary>
    public bool IsPlain { get; }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    public int OutputWidth { get; }

    public int OutputHeight { get; }

    public int OutputChannels { get; }

    /// <exception cref="ArgumentOutOfRangeException">The column is of a wrong type, or means are given for other channels.</exception>
    public static ImageColumnType Of(DataViewSchema.Column column, ImageToVectorOptions options)
    {
        ImageColumnType type = column.Type switch
        {
            VectorDataViewType { IsKnownSize: true, Dimensions.Length: 2 or 3 } pixels
            when pixels.ItemType.Equals(NumberDataViewType.Byte) =>
                new(pixels, options, pixels.Dimensions[1], pixels.Dimensions[0], pixels.Dimensions.Length == 3 ? pixels.Dimensions[2] : 1),
            VectorDataViewType { IsKnownSize: false } encoded when encoded.ItemType.Equals(NumberDataViewType.Byte)
            && options.Width is not null =>
                new(encoded, options, 0, 0, 3),
            TextDataViewType text when options.Width is not null => new(text, options, 0, 0, 3),
            ImageDataViewType image when options.Width is not null || image.Width > 0 => new(image, options, image.Width, image.Height, 3),
            _ => throw SchemaErrors.WrongType(column.Name, Expected(options), column.Type.ToString()!),
        };

        if (type.IsPixels && !type.IsPlain && type.Channels is not (1 or 3))
            throw SchemaErrors.WrongType(column.Name, "1 or 3 channels, to be fitted, recoloured or kept as bytes",
                $"{type.Type} with {type.Channels}");
        if ((options.Mean ?? options.StandardDeviation)?.Count is { } given && given != type.OutputChannels)
            throw SchemaErrors.WrongType(column.Name, $"{given} channel(s), as many as means or standard deviations are given",
                $"{type.Type} with {type.OutputChannels}");
        return type;
    }

    /// <summary>The column, ready to be read and decoded.</summary>
    public ImageColumn Column(DataViewSchema.Column column, ImageToVectorOptions options)
    {
        var plan = new ImagePlan(
            OutputWidth, OutputHeight, OutputChannels == 1, options.Fit, options.Background, options.MaxPixels, options.Folder ?? "");
        return new ImageColumn(plan, row =>
        {
            DataViewSchema.Column own = row.Schema[column.Index];
            return Type switch
            {
                TextDataViewType => ImageColumn.Paths(row, own),
                ImageDataViewType => ImageColumn.Bitmaps(row, own),
                _ when IsPixels => ImageColumn.Pixels(row, own, Width, Height, Channels),
                _ => ImageColumn.Encoded(row, own),
            };
        });
    }
}
