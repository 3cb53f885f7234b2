using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Images;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns images into vectors, channels first. Learns nothing; immutable.</summary>
/// <seealso cref="ImageCatalog"/>
public sealed class ImageToVectorEstimator : ColumnEstimator<ImageToVectorTransformer>
{
    internal ImageToVectorEstimator(ImageToVectorTransformer transformer)
        : base(transformer)
    {
    }

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        ImageToVectorOptions options = Transformer.Options;
        bool sized = options.Width is not null || input.Kind == SchemaShape.Column.VectorKind.Vector
            || input.ItemType is Microsoft.ML.Transforms.Image.ImageDataViewType;
        if (!ImageColumnType.Takes(input) || !sized)
            throw SchemaErrors.WrongType(input.Name, ImageColumnType.Expected(options), input.TypeName());

        return SchemaShapes.Column(
            Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Vector, options.AsBytes ? NumberDataViewType.Byte
            : NumberDataViewType.Single);
    }
}
