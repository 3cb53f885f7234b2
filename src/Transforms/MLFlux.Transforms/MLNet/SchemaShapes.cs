using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.MLNet;

/// <summary>Reads and makes schema shapes, the promises that estimators give of their columns.</summary>
internal static class SchemaShapes
{
    /// <summary>Promises a column. Columns of annotations are made the same way.</summary>
    public static SchemaShape.Column Column(
        string name, VectorKind kind, DataViewType itemType, bool isKey = false, params IEnumerable<SchemaShape.Column> annotations)
        => new(name, kind, itemType, isKey, new SchemaShape(annotations));

    /// <summary>Promises the annotation <c>SlotNames</c>: one text a slot.</summary>
    public static SchemaShape.Column SlotNames { get; } =
        Column(AnnotationUtils.Kinds.SlotNames, VectorKind.Vector, TextDataViewType.Instance);

    /// <summary>Promises the annotation <c>KeyValues</c>: one text a key.</summary>
    public static SchemaShape.Column KeyTexts { get; } =
        Column(AnnotationUtils.Kinds.KeyValues, VectorKind.Vector, TextDataViewType.Instance);

    /// <summary>Promises the annotation <c>IsNormalized</c>.</summary>
    public static SchemaShape.Column IsNormalized { get; } =
        Column(AnnotationUtils.Kinds.IsNormalized, VectorKind.Scalar, BooleanDataViewType.Instance);

    /// <summary>Promises the annotation <c>CategoricalSlotRanges</c>: the ends of the slots of each category.</summary>
    public static SchemaShape.Column CategoricalSlotRanges { get; } =
        Column(AnnotationUtils.Kinds.CategoricalSlotRanges, VectorKind.Vector, NumberDataViewType.Int32);

    /// <summary>Promises the annotation <see cref="Annotations.PartlyKnown"/>.</summary>
    public static SchemaShape.Column PartlyKnown { get; } =
        Column(Annotations.PartlyKnown, VectorKind.Scalar, BooleanDataViewType.Instance);

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static SchemaShape.Column Find(this SchemaShape shape, string name)
        => shape.TryFindColumn(name, out var column) ? column : throw SchemaErrors.Missing(name, shape.Select(other => other.Name));

    /// <summary>Whether a column fits a requirement on its annotations, its type aside.</summary>
    public static bool HasAnnotation(this SchemaShape.Column column, SchemaShape.Column annotation)
        => column.Annotations.TryFindColumn(annotation.Name, out var found) && annotation.IsCompatibleWith(found);

    /// <summary>The shape with a column added, or put in the place of the one of the same name.</summary>
    public static SchemaShape With(this SchemaShape shape, SchemaShape.Column column)
        => new(shape.Where(other => other.Name != column.Name).Append(column));

    /// <summary>The type of a column as ML.NET writes it: <c>Vector&lt;Byte&gt;</c>.</summary>
    public static string TypeName(this SchemaShape.Column column) => column.GetTypeString();
}
