using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>Checks the columns that a fitted network reads in the schema of data to score.</summary>
internal static class ScoredColumnTypes
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type or size; the message names it.</exception>
    public static void Check(DataViewSchema schema, NeuralNetworkModel model)
    {
        foreach (InputColumn input in model.Inputs.Columns)
        {
            DataViewSchema.Column column = schema.GetColumnOrNull(input.Name)
                ?? throw SchemaErrors.Missing(input.Name, schema.Where(c => !c.IsHidden).Select(c => c.Name));
            Check(column, input, model.Network.TakesIndices);
        }
    }

    private static void Check(DataViewSchema.Column column, InputColumn input, bool takesIndices)
    {
        if (column.Type is VectorDataViewType vector
            && (FloatFeatureGetter.Takes(vector.ItemType) || (FloatFeatureGetter.TakesKeys(vector.ItemType) && takesIndices))
            && vector.Size == input.Width
            && (!FloatFeatureGetter.IsBytes(column) || input.Kind == InputKind.Bytes))
        {
            return;
        }

        string sizes = string.Join(", ", input.Shape);
        string advice = column.Type is VectorDataViewType { IsKnownSize: false }
            ? $"; [VectorType({sizes})] on the member says the size" : "";
        throw SchemaErrors.WrongType(
            input.Name, $"Vector<{(input.Kind == InputKind.Bytes ? "Byte" : "Single")}, {sizes}>, as in training{advice}",
            column.Type.ToString() ?? "");
    }
}
