using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>Compares the feature columns of validation data with those of the training data.</summary>
internal static class ValidationFeatures
{
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column has another number of values, bytes in place of numbers, or keys or one-hot slots that stand for others; the message
    /// names it.
    /// </exception>
    public static void Check(BoundInputs features, BoundInputs trained)
    {
        for (int i = 0; i < trained.Columns.Count; i++)
            Check(features.Layout.Columns[i], features.Columns[i], trained.Layout.Columns[i], trained.Columns[i]);
    }

    private static void Check(
        InputColumn given, DataViewSchema.Column column, InputColumn wanted, DataViewSchema.Column trained)
    {
        if (given.Width != wanted.Width)
        {
            throw SchemaErrors.WrongType(
                column.Name, $"{wanted.Shape} values, as in the training data", $"{given.Shape} in the validation data");
        }

        // Bytes count as 255ths, which a network that learned from other numbers has never seen.
        bool isOfBytesAlone = given.Kind == InputKind.Bytes && wanted.Kind != InputKind.Bytes;
        if (isOfBytesAlone || (given.Kind == InputKind.Keys) != (wanted.Kind == InputKind.Keys))
            throw SchemaErrors.WrongType(column.Name, $"{trained.Type}, as in the training data", $"{column.Type} in the validation data");
        if (given.Kind == InputKind.Keys)
            KeyPlaces.Of(column, trained); // Keys that stand for nothing cannot be matched with values.
        CategoricalSlots.CheckValidation(column, trained);
    }
}
