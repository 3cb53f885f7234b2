using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>
/// Where the keys of a column stand among those of another column: the key of the same value. Two pipelines that were fitted apart
/// give one value different keys.
/// </summary>
internal static class KeyPlaces
{
    /// <summary>
    /// For each key of a column, from 0 for a missing one, the key of the same value in another column; 0 where that has no such value.
    /// </summary>
    /// <param name="column">The column that is read.</param>
    /// <param name="reference">The column whose keys are wanted.</param>
    /// <returns>The keys, or null where they are the same in both columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The keys of one column stand for values, and those of the other for none.</exception>
    public static uint[]? Of(DataViewSchema.Column column, DataViewSchema.Column reference)
    {
        if (ReferenceEquals(column.Annotations, reference.Annotations))
            return null;

        IReadOnlyList<string>? values = LabelValues.Of(column)?.Texts, wanted = LabelValues.Of(reference)?.Texts;
        if (values is null != wanted is null)
        {
            throw SchemaErrors.WrongType(
                column.Name, $"{Describe(wanted)}, as in the training data", $"{Describe(values)} in the validation data");
        }

        if (values is null || wanted is null || values.SequenceEqual(wanted))
            return null;

        var keys = new Dictionary<string, uint>();
        for (int i = 0; i < wanted.Count; i++)
            keys.TryAdd(wanted[i], (uint)i + 1);
        return [0, .. values.Select(value => keys.GetValueOrDefault(value))];
    }

    private static string Describe(IReadOnlyList<string>? values) =>
        values is null ? "a key without values" : "a key with values (MapValueToKey)";
}
