using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Images;
using MLFlux.Interop;

namespace MLFlux;

/// <summary>
/// Turns images of bytes into vectors of floats, channels first: <c>(pixel × scale − mean) ÷ standard deviation</c>.
/// Immutable, and safe for any thread.
/// </summary>
/// <seealso cref="ImageCatalog.ImageToVector"/>
public sealed class ImageToVectorTransformer : ColumnTransformer, ISavedTransformer<ImageToVectorTransformer>
{
    internal const string LoaderSignature = "MLFluxImageToVector";

    internal const string ExpectedType = "Vector<Byte, height, width> or Vector<Byte, height, width, channels>";

    private static readonly ModelFormat s_format = new(nameof(ImageToVectorTransformer), "FXIMGVEC", LoaderSignature, typeof(ImageToVectorTransformer));

    private readonly float _scale;
    private readonly float[]? _mean;
    private readonly float[]? _standardDeviation;

    internal ImageToVectorTransformer(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, float scale, float[]? mean, float[]? standardDeviation)
        : base(environment, outputColumnName, inputColumnName)
    {
        if (!float.IsFinite(scale) || scale == 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale has to be finite and not 0.");
        if (mean?.Any(value => !float.IsFinite(value)) == true)
            throw new ArgumentOutOfRangeException(nameof(mean), string.Join(", ", mean), "Means have to be finite.");
        if (standardDeviation?.Any(value => !(float.IsFinite(value) && value > 0)) == true)
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), string.Join(", ", standardDeviation), "Standard deviations have to be finite and above 0.");
        if (mean is not null && standardDeviation is not null && mean.Length != standardDeviation.Length)
            throw new ArgumentException($"{mean.Length} means and {standardDeviation.Length} standard deviations are given; give one of each a channel.", nameof(standardDeviation));

        _scale = scale;
        _mean = mean;
        _standardDeviation = standardDeviation;
    }

    static ModelFormat ISavedTransformer<ImageToVectorTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static ImageToVectorTransformer ISavedTransformer<ImageToVectorTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
        => new(environment, reader.ReadString(), reader.ReadString(), reader.ReadSingle(), ReadChannels(reader), ReadChannels(reader));

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        writer.Write(_scale);
        WriteChannels(writer, _mean);
        WriteChannels(writer, _standardDeviation);
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (input.Type is not VectorDataViewType { IsKnownSize: true, Dimensions.Length: 2 or 3 } type || !type.ItemType.Equals(NumberDataViewType.Byte))
            throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);

        int channels = type.Dimensions.Length == 3 ? type.Dimensions[2] : 1;
        if ((_mean ?? _standardDeviation)?.Length is { } given && given != channels)
            throw SchemaErrors.WrongType(input.Name, $"{given} channel(s), as many as means or standard deviations are given", $"{type} with {channels}");

        var converter = new PixelConverter(_scale, _mean, _standardDeviation);
        return new ColumnMapping(
            new VectorDataViewType(NumberDataViewType.Single, channels, type.Dimensions[0], type.Dimensions[1]),
            DataViewSchema.Annotations.Empty,
            row => CreateGetter(row.GetGetter<VBuffer<byte>>(row.Schema[input.Index]), converter, type.Size, channels));
    }

    private ValueGetter<VBuffer<float>> CreateGetter(ValueGetter<VBuffer<byte>> getImage, PixelConverter converter, int size, int channels)
    {
        VBuffer<byte> image = default;
        byte[]? dense = null;
        return (ref VBuffer<float> vector) =>
        {
            getImage(ref image);
            if (image.Length != size)
                throw new InvalidOperationException($"Column '{InputColumnName}' holds an image of {image.Length:N0} bytes; its type says {size:N0}.");

            ReadOnlySpan<byte> pixels = image.GetValues();
            if (!image.IsDense)
            {
                image.CopyTo(dense ??= new byte[size]);
                pixels = dense;
            }

            var editor = VBufferEditor.Create(ref vector, size);
            converter.Convert(pixels, channels, editor.Values);
            vector = editor.Commit();
        };
    }

    private static void WriteChannels(BinaryWriter writer, float[]? values)
    {
        writer.Write(values is not null);
        if (values is null)
            return;

        writer.Write(values.Length);
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
