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
        for (int i = 0; i < model.Inputs.Columns.Count; i++)
        {
            string name = model.Inputs.Columns[i].Name;
            Check(
                schema.GetColumnOrNull(name)
                    ?? throw SchemaErrors.Missing(name, schema.Where(c => !c.IsHidden).Select(c => c.Name)),
                model, i);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is of another type or size; the message names it.</exception>
    public static void Check(DataViewSchema.Column column, NeuralNetworkModel model, int place)
    {
        InputColumn input = model.Inputs.Columns[place];
        bool takesSingles = model.Network.InputsHead is not null;
        bool isSingle = takesSingles && column.Type is not VectorDataViewType;
        int size = column.Type is VectorDataViewType vector ? vector.Size : isSingle ? 1 : 0;
        if (size != input.Width || !Takes(column, input, model.Network.TakesIndicesOf(place)))
            throw WrongType(column, input, takesSingles && input.Width == 1);
        KeyLimit.Check(column);
    }

    private static bool Takes(DataViewSchema.Column column, InputColumn input, bool takesIndices)
    {
        DataViewType item = column.Type.GetItemType();
        return (FloatFeatureGetter.Takes(item) || (FloatFeatureGetter.TakesKeys(item) && takesIndices))
            && (!FloatFeatureGetter.IsBytes(column) || input.Kind == InputKind.Bytes);
    }

    private static ArgumentOutOfRangeException WrongType(DataViewSchema.Column column, InputColumn input, bool isSingle)
    {
        string sizes = string.Join(", ", input.Shape);
        string item = input.Kind switch
        {
            InputKind.Numbers => "Single",
            InputKind.Bytes => "Byte",
            InputKind.Keys => "Key<UInt32>",
        };
        string advice = column.Type is VectorDataViewType { IsKnownSize: false }
            ? $"; [VectorType({sizes})] on the member says the size" : "";
        return SchemaErrors.WrongType(
            input.Name, $"{(isSingle ? item : $"Vector<{item}, {sizes}>")}, as in training{advice}", column.Type.ToString() ?? "");
    }
}
