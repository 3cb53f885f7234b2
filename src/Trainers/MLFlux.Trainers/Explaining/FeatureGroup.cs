namespace MLFlux.Explaining;

/// <summary>Features that are explained together, since they are made of one column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Slots">The features.</param>
internal sealed record FeatureGroup(string Name, IReadOnlyList<Range> Slots)
{
    /// <summary>A group for each column that a network reads.</summary>
    public static IReadOnlyList<FeatureGroup> OfColumns(InputLayout inputs) =>
        [.. inputs.Columns.Select(column => new FeatureGroup(column.Name, [column.Start..(column.Start + column.Width)]))];

    /// <summary>A group for each feature, by the names of the slots; where they have none, by their numbers from 0.</summary>
    public static IReadOnlyList<FeatureGroup> OfSlots(IReadOnlyList<string?> names) =>
        [.. names.Select((name, slot) => new FeatureGroup(string.IsNullOrEmpty(name) ? $"{slot}" : name, [slot..(slot + 1)]))];
}
