using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns labels into one-hot vectors by a stated list. Learns nothing; immutable.</summary>
/// <seealso cref="OneHotCatalog.OneHot"/>
public sealed class OneHotEstimator : ColumnEstimator<OneHotTransformer>
{
    internal OneHotEstimator(OneHotTransformer transformer)
        : base(transformer)
    {
    }

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        LabelKind kind = Transformer.Labels.Kind;
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar || input.IsKey || !input.ItemType.Equals(kind.ColumnType))
            throw SchemaErrors.WrongType(input.Name, OneHotTransformer.ExpectedType(kind), input.TypeName());

        return SchemaShapes.Column(
            Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single,
            annotations: [SchemaShapes.SlotNames, SchemaShapes.IsNormalized]);
    }
}
