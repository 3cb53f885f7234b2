using MLFlux.Benchmarks.Tasks;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>The command <c>pretrained</c>: networks from ONNX files beside ONNX Runtime, fits from scratch, n-grams.</summary>
internal static class PretrainedRun
{
    /// <returns>0 where all goals are met, otherwise 1.</returns>
    /// <param name="data">The folder of data, with <c>cifar10</c> and <c>text</c> in it.</param>
    /// <param name="only">Parts of the names to run; none for all.</param>
    /// <param name="seeds">How many seeds for photographs.</param>
    /// <param name="size">The width and height that photographs are brought to.</param>
    public static int Run(string data, IReadOnlyCollection<string> only, int seeds, int size) => OutcomeRun.Run(
        [
            ("features", FeatureComparison.Run),
            ("loading", LoadComparison.Run),
            ("speed", SpeedComparison.Run),
            ("photographs", folder => PhotoComparison.RunFew(folder, seeds, size)),
            ("all images", folder => PhotoComparison.RunAll(folder, size)),
            ("sentences", SentenceComparison.Run),
            ("classification", ClassificationComparison.Run),
        ],
        data, only);
}
