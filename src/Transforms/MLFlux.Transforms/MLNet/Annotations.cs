using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.MLNet;

/// <summary>Reads and makes the annotations of columns.</summary>
internal static class Annotations
{
    /// <summary>Adds <c>SlotNames</c>: one text a slot.</summary>
    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, ReadOnlyMemory<char>[] names)
        => builder.AddTexts(AnnotationUtils.Kinds.SlotNames, names);

    /// <summary>Adds <c>KeyValues</c> that are text: one for each key.</summary>
    public static void AddKeyTexts(this DataViewSchema.Annotations.Builder builder, ReadOnlyMemory<char>[] texts)
        => builder.AddTexts(AnnotationUtils.Kinds.KeyValues, texts);

    /// <summary>Adds <c>IsNormalized</c>: the values need no further scaling.</summary>
    public static void AddIsNormalized(this DataViewSchema.Annotations.Builder builder)
        => builder.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);

    /// <summary>The annotation of vectors of numbers of which some may be missing: a trainer learns from the others.</summary>
    public const string PartlyKnown = "PartlyKnown";

    /// <summary>Adds <see cref="PartlyKnown"/>.</summary>
    public static void AddPartlyKnown(this DataViewSchema.Annotations.Builder builder)
        => builder.Add(PartlyKnown, BooleanDataViewType.Instance, (ref bool value) => value = true);

    /// <summary>Whether a column has <see cref="PartlyKnown"/>.</summary>
    public static bool IsPartlyKnown(this DataViewSchema.Column column)
        => column.Annotations.Schema.GetColumnOrNull(PartlyKnown) is not null;

    /// <summary>The slot names of a vector column of known size, or null where it has none.</summary>
    public static ReadOnlyMemory<char>[]? SlotNames(this DataViewSchema.Column column)
    {
        int size = (column.Type as VectorDataViewType)?.Size ?? 0;
        if (size == 0 || !column.HasSlotNames(size))
            return null;

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues()];
    }

    /// <summary>The task whose score a column is, as ML.NET calls the task: <c>MulticlassClassification</c>; null for none.</summary>
    public static string? ScoreKind(this DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnKind) is not { Type: TextDataViewType })
            return null;

        ReadOnlyMemory<char> kind = default;
        column.Annotations.GetValue(AnnotationUtils.Kinds.ScoreColumnKind, ref kind);
        return kind.ToString();
    }

    private static void AddTexts(this DataViewSchema.Annotations.Builder builder, string kind, ReadOnlyMemory<char>[] texts)
        => builder.Add(
            kind,
            new VectorDataViewType(TextDataViewType.Instance, texts.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) =>
            {
                var editor = VBufferEditor.Create(ref value, texts.Length);
                texts.CopyTo(editor.Values);
                value = editor.Commit();
            });
}
