using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>Finds the slots of a feature column in which categorical columns stand one-hot.</summary>
internal static class CategoricalSlots
{
    /// <summary>
    /// The slots of each column, in ascending order, as ML.NET's one-hot encoding marks them and concatenation keeps them;
    /// none where nothing is marked.
    /// </summary>
    public static IReadOnlyList<Range> Of(DataViewSchema.Column features) =>
        [.. CategoricalRanges.Of(features).OrderBy(range => range.First).Select(range => range.First..(range.Last + 1))];

    /// <summary>Refuses validation data in which a one-hot slot stands for another value than in the training data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does; the first such slot is named.</exception>
    public static void CheckValidation(DataViewSchema.Column features, DataViewSchema.Column trained)
    {
        if (features.SlotNames() is not { } names || trained.SlotNames() is not { } wanted)
            return;

        foreach (int slot in Of(trained).SelectMany(range => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value)))
        {
            if (!names[slot].Span.SequenceEqual(wanted[slot].Span))
            {
                throw SchemaErrors.WrongType(
                    features.Name, $"one-hot slot {slot} for '{wanted[slot]}', as in the training data; transform both with one fitted "
                    + "pipeline",
                    $"one-hot slot {slot} for '{names[slot]}' in the validation data");
            }
        }
    }
}
