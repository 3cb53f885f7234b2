using MLFlux.MLNet;

namespace MLFlux.Images;

/// <summary>Options as they stand in a model file. Who is told of skipped images is not part of it.</summary>
internal static class ImageOptionsFile
{
    public static void Write(BinaryWriter writer, ImageToVectorOptions options)
    {
        writer.Write(options.Width ?? 0);
        writer.Write(options.Height ?? 0);
        writer.Write((byte)options.Fit);
        writer.Write((byte)(options.Color is { } color ? 1 + (int)color : 0));
        writer.Write(options.Background.Red);
        writer.Write(options.Background.Green);
        writer.Write(options.Background.Blue);
        writer.Write(options.AsBytes);
        writer.Write(options.Scale);
        WriteChannels(writer, options.Mean);
        WriteChannels(writer, options.StandardDeviation);
        writer.Write(options.Folder ?? "");
        writer.Write(options.MaxPixels);
        writer.Write((byte)options.Unreadable);
    }

    public static ImageToVectorOptions Read(BinaryReader reader) => new()
    {
        Width = reader.ReadInt32() is int width and not 0 ? width : null,
        Height = reader.ReadInt32() is int height and not 0 ? height : null,
        Fit = (ImageFit)reader.ReadByte(),
        Color = reader.ReadByte() is byte color and not 0 ? (ImageColor)(color - 1) : null,
        Background = (reader.ReadByte(), reader.ReadByte(), reader.ReadByte()),
        AsBytes = reader.ReadBoolean(),
        Scale = reader.ReadSingle(),
        Mean = ReadChannels(reader),
        StandardDeviation = ReadChannels(reader),
        Folder = reader.ReadString() is { Length: > 0 } folder ? folder : null,
        MaxPixels = reader.ReadInt32(),
        Unreadable = (UnreadableImages)reader.ReadByte(),
    };

    private static void WriteChannels(BinaryWriter writer, IReadOnlyList<float>? values)
    {
        writer.Write(values is not null);
        if (values is null)
            return;

        writer.Write(values.Count);
        foreach (float value in values)
            writer.Write(value);
    }

    private static float[]? ReadChannels(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
            return null;

        float[] values = new float[reader.ReadCount(sizeof(float))];
        for (int i = 0; i < values.Length; i++)
            values[i] = reader.ReadSingle();
        return values;
    }
}
