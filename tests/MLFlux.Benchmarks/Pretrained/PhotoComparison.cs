using MLFlux.Benchmarks.Tasks;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// CIFAR-10, the first images of each kind, 100 others of each held out: ResNet-18 whose last block learns with the head, beside the head
/// alone. Fits from scratch and a linear layer on <c>DnnFeaturizeImage</c> were measured on the same rows before.
/// </summary>
internal static class PhotoComparison
{
    /// <summary>The size that the network was trained on: smaller images take less time and say less.</summary>
    public const int UsualSize = 224;

    private const int TestRows = 100, MostMinutes = 15;
    private const double FromScratch = 0.575, Linear = 0.726;

    /// <summary>200 images of each kind, which few have more of.</summary>
    /// <param name="folder">The folder of data.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="size">The width and height that images are brought to.</param>
    public static IEnumerable<TaskOutcome> RunFew(string folder, int seeds, int size)
    {
        var fits = new PhotoFits(folder, rows: 200, TestRows, size);
        string what = $"200 images a kind, {size} × {size}";
        (double head, _) = fits.Head(seeds: 1);
        yield return new($"{what}, the head alone", $"{head:0.000}", $"linear on DnnFeaturizeImage {Linear}", "shown", true);
        const double Least = 0.8;
        (double tuned, double minutes) = fits.LastBlock(seeds);
        yield return new(
            $"{what}, last block", $"{tuned:0.000}", $"from scratch {FromScratch}, linear {Linear}", $"≥ {Least:0.00}", tuned >= Least);
        yield return new("its time, mean of the seeds", $"{minutes:0.0} min", "", $"≤ {MostMinutes} min", minutes <= MostMinutes);
    }

    /// <summary>All 1,000 images of each kind.</summary>
    /// <param name="folder">The folder of data.</param>
    /// <param name="size">The width and height that images are brought to.</param>
    public static IEnumerable<TaskOutcome> RunAll(string folder, int size)
    {
        const double Least = 0.86;
        (double tuned, double minutes) = new PhotoFits(folder, rows: 1_000, TestRows, size).LastBlock(seeds: 1);
        yield return new(
            $"1,000 images a kind, {size} × {size}, last block", $"{tuned:0.000}", $"{minutes:0.0} min", $"≥ {Least:0.00}",
            tuned >= Least);
    }
}
