using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>The columns that a trainer's network learns from, checked in promised and found in real schemas.</summary>
/// <param name="names">The columns.</param>
internal sealed class FeatureColumns(params string[] names)
{
    /// <summary>Checks that the columns are there and of types that a network can take.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type; the message names it.</exception>
    public void Check(SchemaShape schema)
    {
        foreach (string name in names)
            Check(schema.Find(name));
    }

    /// <summary>The columns as a network reads them.</summary>
    /// <param name="schema">A schema that <see cref="Check(SchemaShape)"/> takes.</param>
    public InputLayout Layout(DataViewSchema schema) => InputLayout.Alone(ColumnOf(schema[names[0]]));

    private static void Check(SchemaShape.Column features)
    {
        if (features.Kind == VectorKind.VariableVector)
        {
            throw SchemaErrors.WrongType(
                features.Name,
                "a vector of known size, since the network's first layer is made for it: [VectorType(n)] on the member says the size",
                features.TypeName());
        }

        if (features.Kind != VectorKind.Vector
            || !(features.IsKey ? features.ItemType == NumberDataViewType.UInt32 : FloatFeatureGetter.Takes(features.ItemType)))
        {
            throw SchemaErrors.WrongType(
                features.Name,
                "Vector<Single>, which ml.Transforms.Concatenate makes, Vector<Double>, Vector<Byte> of pixels, or a vector of keys for "
                + "an Embedding",
                features.TypeName());
        }
    }

    private static InputColumn ColumnOf(DataViewSchema.Column column) =>
        new(column.Name, column.Type is VectorDataViewType vector ? new Shape([.. vector.Dimensions]) : new Shape(1),
            FloatFeatureGetter.KindOf(column))
        {
            Categories = CategoricalSlots.Of(column),
        };
}
