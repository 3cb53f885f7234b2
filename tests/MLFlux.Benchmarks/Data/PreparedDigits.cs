using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MLFlux.Benchmarks.Data;

/// <summary>Digits as a trainer takes them: Features, floats of 1 × 28 × 28, and Label, a key. Lazy views: reading them converts.</summary>
internal sealed class PreparedDigits
{
    /// <param name="ml">The context.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="rows">How many to train on; null for all.</param>
    public PreparedDigits(MLContext ml, Digits digits, int? rows = null)
    {
        IDataView training = digits.LoadTraining(ml, rows);
        ITransformer preparation = Estimator(ml).Fit(training);
        Training = preparation.Transform(training);
        Test = preparation.Transform(digits.LoadTest(ml));
    }

    public IDataView Training { get; }

    public IDataView Test { get; }

    /// <summary>From bytes to features and key, keys in the order of the digits.</summary>
    public static IEstimator<ITransformer> Estimator(MLContext ml) =>
        ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(ml.Transforms.ImageToVector("Features", "Image"));
}
