using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Images;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>
/// Turns images into vectors, channels first: <c>(pixel × scale − mean) ÷ standard deviation</c>, or the pixels as they are.
/// Immutable, and safe for any thread.
/// </summary>
/// <seealso cref="ImageCatalog"/>
public sealed class ImageToVectorTransformer : ColumnTransformer, ISavedTransformer<ImageToVectorTransformer>
{
    internal const string LoaderSignature = "MLFluxImageToVector";

    private static readonly ModelFormat s_format =
        new(nameof(ImageToVectorTransformer), "FXIMGVEC", LoaderSignature, typeof(ImageToVectorTransformer));

    private readonly PixelConverter _converter;

    internal ImageToVectorTransformer(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, ImageToVectorOptions options)
        : base(environment, outputColumnName, inputColumnName)
    {
        ImageOptionChecks.Check(options);
        // Copies: lists may be changed by those who made them.
        Options = options with { Mean = options.Mean?.ToArray(), StandardDeviation = options.StandardDeviation?.ToArray() };
        _converter = new PixelConverter(options.Scale, (float[]?)Options.Mean, (float[]?)Options.StandardDeviation);
    }

    internal ImageToVectorOptions Options { get; }

    /// <summary>Whether rows with unreadable images are left out.</summary>
    internal bool Skips => Options.Unreadable == UnreadableImages.Skip;

    static ModelFormat ISavedTransformer<ImageToVectorTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static ImageToVectorTransformer ISavedTransformer<ImageToVectorTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
        => new(environment, reader.ReadString(), reader.ReadString(), ImageOptionsFile.Read(reader));

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        ImageOptionsFile.Write(writer, Options);
    }

    /// <summary>Tells whoever asked to be told.</summary>
    internal void Report(SkippedImage image) => Options.Skipped?.Invoke(image);

    /// <summary>A getter of the vector of an image whose planes are ready.</summary>
    internal Delegate CreatePlanesGetter(ImagePlan plan, Func<byte[]> planes)
    {
        if (Options.AsBytes)
        {
            return (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> vector) =>
            {
                var editor = VBufferEditor.Create(ref vector, plan.Size);
                planes().CopyTo(editor.Values);
                vector = editor.Commit();
            });
        }

        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> vector) =>
        {
            var editor = VBufferEditor.Create(ref vector, plan.Size);
            _converter.ConvertPlanes(planes(), plan.Channels, editor.Values);
            vector = editor.Commit();
        });
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        ImageColumnType type = ImageColumnType.Of(input, Options);
        var vector = new VectorDataViewType(
            Options.AsBytes ? NumberDataViewType.Byte
            : NumberDataViewType.Single, type.OutputChannels, type.OutputHeight, type.OutputWidth);
        return new ColumnMapping(vector, DataViewSchema.Annotations.Empty, row => type.IsPlain
            ? CreatePlainGetter(row.GetGetter<VBuffer<byte>>(row.Schema[input.Index]), vector.Size, type.Channels)
            : CreateRowGetter(row, type.Column(row.Schema[input.Index], Options)));
    }

    private protected override IDataView CreateView(RowToRowMapperTransform rows)
    {
        DataViewSchema.Column input = rows.Source.Schema[InputColumnName];
        ImageColumnType type = ImageColumnType.Of(input, Options);
        return type.IsPlain ? rows : new DecodedView(CreateHost(), this, rows, type.Column(input, Options));
    }

    /// <summary>For vectors of pixels that only change their type and order: straight from one to the other.</summary>
    private ValueGetter<VBuffer<float>> CreatePlainGetter(ValueGetter<VBuffer<byte>> getImage, int size, int channels)
    {
        VBuffer<byte> image = default;
        byte[]? dense = null;
        return (ref VBuffer<float> vector) =>
        {
            getImage(ref image);
            if (image.Length != size)
                throw new InvalidOperationException(
                    $"Column '{InputColumnName}' holds an image of {image.Length:N0} bytes; its type says {size:N0}.");

            ReadOnlySpan<byte> pixels = image.GetValues();
            if (!image.IsDense)
            {
                image.CopyTo(dense ??= new byte[size]);
                pixels = dense;
            }

            var editor = VBufferEditor.Create(ref vector, size);
            _converter.Convert(pixels, channels, editor.Values);
            vector = editor.Commit();
        };
    }

    /// <summary>For single rows, and all that is not read by a cursor of <see cref="DecodedView"/>.</summary>
    private Delegate CreateRowGetter(DataViewRow row, ImageColumn images)
    {
        Action<ImageInput> fetch = images.CreateFetcher(row);
        var input = new ImageInput();
        var decoder = new ImageDecoder(images.Plan);
        byte[] planes = new byte[images.Plan.Size];
        return CreatePlanesGetter(images.Plan, () =>
        {
            fetch(input);
            try
            {
                decoder.Decode(input, planes);
            }
            catch (InvalidDataException fault)
            {
                throw ImageErrors.Unreadable(input, InputColumnName, row.Position, fault);
            }
            finally
            {
                input.GiveBack();
            }

            return planes;
        });
    }
}
