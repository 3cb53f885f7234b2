using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns images into the vectors that networks take.</summary>
public static class ImageCatalog
{
    /// <summary>
    /// Turns bytes <c>Vector&lt;Byte, height, width, channels&gt;</c>, or <c>Vector&lt;Byte, height, width&gt;</c> for one channel,
    /// into floats with the channels first, <c>Vector&lt;Single, channels, height, width&gt;</c>:
    /// <c>(pixel × scale − mean) ÷ standard deviation</c>.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column of images; null for the name of the output.</param>
    /// <param name="scale">The factor on each byte, finite and not 0. The default brings 0…255 to 0…1.</param>
    /// <param name="mean">What to take from each channel after scaling, one finite number a channel; null for 0.</param>
    /// <param name="standardDeviation">What to divide each channel by in the end, one finite number above 0 a channel; null for 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">
    /// A name is empty, or means and standard deviations are given for different numbers of channels.
    /// </exception>
    public static ImageToVectorEstimator ImageToVector(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        float scale = 1 / 255f,
        IReadOnlyList<float>? mean = null,
        IReadOnlyList<float>? standardDeviation = null)
        => ImageToVector(
            catalog, outputColumnName, inputColumnName,
            new ImageToVectorOptions { Scale = scale, Mean = mean, StandardDeviation = standardDeviation });

    /// <summary>
    /// Turns images of any kind into vectors with the channels first, <c>Vector&lt;Single, channels, height, width&gt;</c>: files
    /// by their path (text), encoded images (<c>Vector&lt;Byte&gt;</c> of unknown size), ML.NET's images (<c>MLImage</c>), and
    /// vectors of pixels. They are decoded ahead on all cores, turned as their orientation tags say, and fitted with a filter
    /// that counts every pixel. Where nothing has to be fitted, the pixels are those of ML.NET's <c>LoadImages</c> and
    /// <c>ExtractPixels</c>.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column of images; null for the name of the output.</param>
    /// <param name="options">Size, fit, channels, scale, and what becomes of images that cannot be read.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A name is empty, or options contradict each other.</exception>
    /// <example>
    /// <code>
    /// var pixels = ml.Transforms.ImageToVector(
    ///     "Features", "ImagePath", new ImageToVectorOptions { Width = 64, Height = 64, Fit = ImageFit.Crop, AsBytes = true });
    /// </code>
    /// </example>
    public static ImageToVectorEstimator ImageToVector(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName, ImageToVectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ImageToVectorEstimator(new ImageToVectorTransformer(
            catalog.Environment(), outputColumnName, inputColumnName ?? outputColumnName, options));
    }
}
