using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Interop;

/// <summary>Finds the slots of a feature column in which categorical columns stand one-hot.</summary>
internal static class CategoricalSlots
{
    /// <summary>
    /// The slots of each column, in ascending order, as ML.NET's one-hot encoding marks them and concatenation keeps them;
    /// none where nothing is marked.
    /// </summary>
    public static IReadOnlyList<Range> Of(DataViewSchema.Column features)
    {
        if (!features.HasCategoricalSlots())
            return [];

        // Pairs: the first slot and the last.
        VBuffer<int> ends = default;
        features.Annotations.GetValue(AnnotationUtils.Kinds.CategoricalSlotRanges, ref ends);
        return [.. ends.DenseValues().Chunk(2).Select(pair => pair[0]..(pair[1] + 1)).OrderBy(range => range.Start.Value)];
    }

    private static bool HasCategoricalSlots(this DataViewSchema.Column features) =>
        features.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.CategoricalSlotRanges) is { Type: VectorDataViewType type }
        && type.ItemType == NumberDataViewType.Int32 && type.Size > 0 && type.Size % 2 == 0;
}
