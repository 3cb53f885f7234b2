using MLFlux.Images;

namespace MLFlux;

/// <summary>
/// What decoding of images may take in this process, whatever the options of a model allow. An application that scores other
/// people's images sets both before the first one.
/// </summary>
/// <remarks>
/// Read each time an image is decoded, so that a change holds for models, views and prediction engines that are there already.
/// Safe for any thread.
/// </remarks>
public static class ImageLimits
{
    private static int s_maxPixels = int.MaxValue;

    /// <summary>
    /// The most pixels an encoded image may announce, at least 1. The lower of this number and the model's own
    /// <see cref="ImageToVectorOptions.MaxPixels"/> counts. Default: <see cref="int.MaxValue"/>, which leaves it to the model.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int MaxPixels
    {
        get => Volatile.Read(ref s_maxPixels);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref s_maxPixels, value);
        }
    }

    /// <summary>
    /// The most bytes that large images may take together while they are read and decoded, at least 1. An image that would
    /// exceed it waits until others are done, in the order in which they came; alone, an image is always decoded. Images that
    /// take less than 4 MB are not counted. Default: 64 MB for each core, at least 512 MB, and at most a quarter of the memory
    /// that the process may use.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static long MaxBytesAtOnce
    {
        get => 2 * DecodeBudget.Pixels.Limit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            DecodeBudget.Pixels.Limit = DecodeBudget.Files.Limit = Math.Max(1, value / 2);
        }
    }
}
