using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Tokens;

/// <summary>How a column of sequences says which of its features is padding.</summary>
internal static class PaddingAnnotation
{
    private const string Name = "MLFluxPadding";

    /// <summary>Promises the annotation.</summary>
    public static SchemaShape.Column Shape { get; } =
        SchemaShapes.Column(Name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Int32);

    /// <summary>Says that a missing key is padding.</summary>
    public static void AddTo(DataViewSchema.Annotations.Builder annotations) =>
        annotations.Add(Name, NumberDataViewType.Int32, (ref int value) => value = 0);

    /// <summary>The feature of a column that is padding, as a network sees it; null where the column says of none.</summary>
    public static int? Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(Name)?.Type != NumberDataViewType.Int32)
            return null;

        int padding = 0;
        column.Annotations.GetValue(Name, ref padding);
        return padding;
    }
}
