using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>The steps of a fitted pipeline.</summary>
internal static class FittedSteps
{
    /// <summary>The steps, those of chains within chains too, in their order.</summary>
    public static IEnumerable<ITransformer> Of(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Of) : [model];
}
