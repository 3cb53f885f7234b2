using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Estimators;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Explains single rows by a fitted network. Learns nothing; immutable.</summary>
/// <seealso cref="ExplanationCatalog.Explanation"/>
public sealed class ExplanationEstimator : ColumnEstimator<ExplanationTransformer>
{
    internal ExplanationEstimator(ExplanationTransformer transformer)
        : base(transformer)
    {
    }

    private protected override IReadOnlyList<string> Inputs => Transformer.InputColumnNames;

    private protected override SchemaShape.Column Promise(SchemaShape.Column input)
    {
        bool isVector = input.Kind == SchemaShape.Column.VectorKind.Vector;
        bool isOneOfSeveral = Inputs.Count > 1 && input.Kind == SchemaShape.Column.VectorKind.Scalar;
        if ((!isVector && !isOneOfSeveral) || !FloatFeatureGetter.Takes(input))
            throw SchemaErrors.WrongType(input.Name, "the network's features, a vector of numbers of known size", input.TypeName());

        return SchemaShapes.Column(
            Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single,
            annotations: [SchemaShapes.SlotNames]);
    }
}
