using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Interop;

/// <summary>Checks the columns that a trainer reads, in promised and in real schemas alike.</summary>
internal static class TrainingColumns
{
    /// <summary>Checks the feature, label and weight columns; returns the label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type; the message names it.</exception>
    public static SchemaShape.Column Check(SchemaShape schema, NeuralNetworkOptions options, LearningTask task)
    {
        SchemaShape.Column features = schema.Find(options.FeatureColumnName);
        if (features.Kind == VectorKind.VariableVector)
        {
            throw SchemaErrors.WrongType(
                features.Name, "a vector of known size, since the network's first layer is made for it", features.TypeName());
        }

        if (features.Kind != VectorKind.Vector || !(features.IsKey ? features.ItemType == NumberDataViewType.UInt32 : FeatureGetter.Takes(features.ItemType)))
            throw SchemaErrors.WrongType(features.Name, "Vector<Single>, which ml.Transforms.Concatenate makes, Vector<Double>, Vector<Byte> of pixels, or a vector of keys for an Embedding", features.TypeName());

        SchemaShape.Column label = schema.Find(options.LabelColumnName);
        if (!task.Takes(label))
            throw SchemaErrors.WrongType(label.Name, task.ExpectedLabel, label.TypeName());

        if (options.ExampleWeightColumnName is not string weightName)
            return label;

        SchemaShape.Column weight = schema.Find(weightName);
        if (weight.Kind != VectorKind.Scalar || weight.IsKey || weight.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(weight.Name, "Single", weight.TypeName());
        return label;
    }

    /// <summary>The dimensions of the feature column, which are the network's input.</summary>
    public static Shape InputShape(DataViewSchema.Column features)
    {
        var type = (VectorDataViewType)features.Type;
        return new Shape([.. type.Dimensions]);
    }
}
