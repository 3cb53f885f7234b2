using Microsoft.ML;

namespace MLFlux.Provenance;

/// <summary>The networks in a model.</summary>
internal static class FittedNetworks
{
    /// <summary>The model's, where it is a network, or those of a chain and of the chains within it, in order.</summary>
    public static IEnumerable<NeuralNetworkTransformer> In(ITransformer model) => model switch
    {
        NeuralNetworkTransformer network => [network],
        IEnumerable<ITransformer> chain => chain.SelectMany(In),
        _ => [],
    };
}
