using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLFlux.Prediction;

/// <summary>Makes the column of a row by its type.</summary>
internal static class InputColumns
{
    /// <exception cref="NotSupportedException">No value can be given for the column's type.</exception>
    public static InputColumn Create(DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { IsKnownSize: false } bytes when bytes.ItemType == NumberDataViewType.Byte => new EncodedColumn(column),
        ImageDataViewType => new DecodedColumn(column),
        KeyDataViewType key => Create(typeof(ScalarColumn<>), column, key, KeyKinds.Of(column, key)),
        VectorDataViewType { ItemType: KeyDataViewType key } => Create(typeof(VectorColumn<>), column, key, KeyKinds.Of(column, key)),
        VectorDataViewType vector => Create(typeof(VectorColumn<>), column, vector.ItemType, ItemKinds.Of(vector.ItemType)),
        var item => Create(typeof(ScalarColumn<>), column, item, ItemKinds.Of(item)),
    };

    private static InputColumn Create(Type form, DataViewSchema.Column column, DataViewType item, object? kind) => kind is null
        ? throw new NotSupportedException(
            $"The model needs column '{column.Name}' of type {column.Type}, for which no value can be given. "
            + "Predict with a class that has a member of that type, by ml.Model.CreatePredictionEngine.")
        : (InputColumn)Activator.CreateInstance(form.MakeGenericType(item.RawType), column, kind)!;
}
