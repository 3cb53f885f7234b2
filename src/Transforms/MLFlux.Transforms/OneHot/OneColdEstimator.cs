using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns vectors into the labels of their largest values. Learns nothing; immutable.</summary>
/// <seealso cref="OneHotCatalog.OneCold{TLabel}"/>
public sealed class OneColdEstimator : ColumnEstimator<OneColdTransformer>
{
    internal OneColdEstimator(OneColdTransformer transformer)
        : base(transformer)
    {
    }

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        if (input.Kind != SchemaShape.Column.VectorKind.Vector || !input.ItemType.Equals(NumberDataViewType.Single))
            throw SchemaErrors.WrongType(input.Name, Transformer.ExpectedType, input.TypeName());
        if (Transformer.Labels is null && !input.HasAnnotation(SchemaShapes.SlotNames))
            throw SchemaErrors.WrongType(input.Name, Transformer.ExpectedType, $"{input.TypeName()} without SlotNames");

        return SchemaShapes.Column(Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, Transformer.LabelType);
    }
}
