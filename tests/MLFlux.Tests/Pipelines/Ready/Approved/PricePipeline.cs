using Microsoft.ML;
internal static class PricePipeline
{
    public static IEstimator<ITransformer> Create(MLContext ml) => null!;
}
