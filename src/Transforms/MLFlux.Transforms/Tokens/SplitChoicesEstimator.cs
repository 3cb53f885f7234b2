using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Takes lists of choices apart. Learns nothing; immutable.</summary>
/// <seealso cref="ChoiceCatalog.SplitChoices"/>
public sealed class SplitChoicesEstimator : ColumnEstimator<SplitChoicesTransformer>
{
    internal SplitChoicesEstimator(SplitChoicesTransformer transformer)
        : base(transformer)
    {
    }

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar || input.IsKey || input.ItemType is not TextDataViewType)
            throw SchemaErrors.WrongType(input.Name, SplitChoicesTransformer.ExpectedType, input.TypeName());

        return SchemaShapes.Column(
            Transformer.OutputColumnName, SchemaShape.Column.VectorKind.VariableVector, TextDataViewType.Instance);
    }
}
