using System.Collections.Immutable;

namespace MLFlux.Training;

/// <summary>Random changes of rows, by whether they change what frozen layers take.</summary>
/// <param name="Before">Those of the columns that go through frozen layers, and of whole rows.</param>
/// <param name="Beside">Those of other columns, which take place in each epoch; each names its column.</param>
internal sealed record PrefixAugmentation(ImmutableArray<Augmentation> Before, ImmutableArray<Augmentation> Beside)
{
    /// <param name="augmentations">The changes.</param>
    /// <param name="inputs">The columns that the network reads.</param>
    /// <param name="prefix">The network in two.</param>
    /// <exception cref="InvalidOperationException">A change is for no column, or for several.</exception>
    public static PrefixAugmentation Of(IReadOnlyList<Augmentation> augmentations, InputLayout inputs, FrozenPrefix prefix)
    {
        HashSet<string> frozen = [.. prefix.Parts.Select(part => inputs.Columns[part.Column].Name)];
        AugmentedColumn[] all = [.. augmentations.Select(one => AugmentedColumn.Of(one, inputs))];
        return new PrefixAugmentation(
            [.. augmentations.Zip(all).Where(pair => pair.Second.Column is null || frozen.Contains(pair.Second.Column.Name))
                .Select(pair => pair.First)],
            [.. all.Where(one => one.Column is not null && !frozen.Contains(one.Column.Name))
                .Select(one => one.Augmentation.On(one.Column!.Name))]);
    }
}
