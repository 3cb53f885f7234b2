namespace MLFlux.Pretrained;

/// <summary>The backbones by the words that a command takes, read from the folder of packages.</summary>
internal static class BackboneNames
{
    public const string ResNet18 = "resnet18", MiniLM = "minilm", ArcticXs = "arctic-xs";

    /// <summary>The words for networks over images.</summary>
    public static IReadOnlyList<string> Images { get; } = [ResNet18];

    /// <summary>The words for networks over texts.</summary>
    public static IReadOnlyList<string> Texts { get; } = [MiniLM, ArcticXs];

    /// <summary>A network over images.</summary>
    /// <param name="word">One of <see cref="Images"/>.</param>
    /// <param name="size">The width and height of the images.</param>
    /// <param name="folder">The folder of packages.</param>
    /// <exception cref="FileNotFoundException">The package is not there; the message says how it comes there.</exception>
    public static GraphLayer Image(string word, int size, string folder) => word == ResNet18
        ? Backbones.ResNet18(size, folder) : throw new ArgumentOutOfRangeException(nameof(word), word, null);

    /// <summary>A network over texts.</summary>
    /// <param name="word">One of <see cref="Texts"/>.</param>
    /// <param name="folder">The folder of packages.</param>
    /// <exception cref="FileNotFoundException">The package is not there; the message says how it comes there.</exception>
    public static TextBackbone Text(string word, string folder) => word switch
    {
        MiniLM => Backbones.MiniLM(TextBackbone.DefaultLength, folder),
        ArcticXs => Backbones.ArcticXs(TextBackbone.DefaultLength, folder),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };
}
