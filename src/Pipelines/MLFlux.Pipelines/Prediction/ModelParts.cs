using Microsoft.ML;

namespace MLFlux.Prediction;

/// <summary>Takes a chain of transformers apart.</summary>
internal static class ModelParts
{
    /// <summary>The transformers that a model consists of, in their order; chains within chains are taken apart, too.</summary>
    public static IEnumerable<ITransformer> Of(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Of) : [model];
}
