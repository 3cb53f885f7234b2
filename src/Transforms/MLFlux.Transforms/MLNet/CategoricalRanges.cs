using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.MLNet;

/// <summary>Reads and makes the annotation of which slots are levels of one category, as ML.NET's one-hot encoding marks them.</summary>
internal static class CategoricalRanges
{
    /// <summary>The first slot and the last of each category, in the order of the annotation; none where nothing is marked.</summary>
    public static (int First, int Last)[] Of(DataViewSchema.Column column)
    {
        if (!column.IsMarked())
            return [];
        VBuffer<int> ends = default;
        column.Annotations.GetValue(AnnotationUtils.Kinds.CategoricalSlotRanges, ref ends);
        return [.. ends.DenseValues().Chunk(2).Select(pair => (pair[0], pair[1]))];
    }

    /// <summary>The ranges where only some slots are kept; a category of which none is has none.</summary>
    /// <param name="ranges">The ranges among all slots.</param>
    /// <param name="slots">The slots that are kept, in ascending order.</param>
    public static (int First, int Last)[] OfKept(IEnumerable<(int First, int Last)> ranges, int[] slots) =>
        [.. ranges.Select(range => (First: PlaceOf(slots, range.First), Last: PlaceOf(slots, range.Last + 1) - 1))
            .Where(range => range.First <= range.Last)];

    /// <summary>Adds the annotation, where there is a range.</summary>
    public static void AddCategoricalRanges(this DataViewSchema.Annotations.Builder builder, (int First, int Last)[] ranges)
    {
        if (ranges.Length == 0)
            return;
        int[] ends = [.. ranges.SelectMany(range => new[] { range.First, range.Last })];
        builder.Add(
            AnnotationUtils.Kinds.CategoricalSlotRanges,
            new VectorDataViewType(NumberDataViewType.Int32, ends.Length),
            (ref VBuffer<int> value) =>
            {
                VBufferEditor<int> editor = VBufferEditor.Create(ref value, ends.Length);
                ends.CopyTo(editor.Values);
                value = editor.Commit();
            });
    }

    /// <summary>How many of the slots that are kept stand before one.</summary>
    private static int PlaceOf(int[] slots, int slot)
    {
        int place = Array.BinarySearch(slots, slot);
        return place < 0 ? ~place : place;
    }

    private static bool IsMarked(this DataViewSchema.Column column) =>
        column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.CategoricalSlotRanges) is { Type: VectorDataViewType type }
        && type.ItemType == NumberDataViewType.Int32 && type.Size > 0 && type.Size % 2 == 0;
}
