using MLFlux;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace SeveralHeads;

/// <summary>The network of the sample.</summary>
internal static class HouseNetwork
{
    /// <summary>A body that all labels share, with a head for each.</summary>
    public static Layer Of(params string[] labels) => Chain(
        Dense(64, Gelu),
        Dense(32, Gelu),
        Outputs([.. labels.Select(label => (label, (Layer)Chain(Dense(16, Gelu), Output())))]));
}
