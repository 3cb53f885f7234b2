using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns dates into vectors of their parts. Learns nothing; immutable.</summary>
/// <seealso cref="DateCatalog.DateParts"/>
public sealed class DatePartsEstimator : ColumnEstimator<DatePartsTransformer>
{
    internal DatePartsEstimator(DatePartsTransformer transformer)
        : base(transformer)
    {
    }

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar || input.IsKey || !DatePartsTransformer.Takes(input.ItemType))
            throw SchemaErrors.WrongType(input.Name, DatePartsTransformer.ExpectedType, input.TypeName());

        return SchemaShapes.Column(
            Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single,
            annotations: [SchemaShapes.SlotNames]);
    }
}
