using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Interop;

namespace MLFlux;

/// <summary>Turns images of bytes into vectors of floats, channels first. Learns nothing; immutable.</summary>
/// <seealso cref="ImageCatalog.ImageToVector"/>
public sealed class ImageToVectorEstimator : ColumnEstimator<ImageToVectorTransformer>
{
    internal ImageToVectorEstimator(ImageToVectorTransformer transformer)
        : base(transformer)
    {
    }

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        if (input.Kind != SchemaShape.Column.VectorKind.Vector || input.IsKey || !input.ItemType.Equals(NumberDataViewType.Byte))
            throw SchemaErrors.WrongType(input.Name, ImageToVectorTransformer.ExpectedType, input.TypeName());

        return SchemaShapes.Column(Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single);
    }
}
