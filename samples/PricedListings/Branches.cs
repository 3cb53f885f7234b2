using Microsoft.ML;
using MLFlux;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace PricedListings;

/// <summary>The branches of the network, and the columns that they read.</summary>
internal static class Branches
{
    /// <summary>Every column with its branch.</summary>
    public static readonly (string Column, Layer Layer)[] All =
    [
        ("Photo", Chain(Conv((3, 3), 8, Relu), MaxPool((2, 2)), Conv((3, 3), 16, Relu), Flatten(), Dense(32, Relu))),
        ("Words", Dense(16, Relu)),
        ("Table", Dense(32, Relu)),
    ];

    /// <summary>A network over some of the columns.</summary>
    public static Layer Network(params ReadOnlySpan<(string Column, Layer Layer)> branches) =>
        Chain(Inputs(branches), Dense(32, Relu), Output());

    /// <summary>What makes columns of a listing: words counted, numbers on one scale; the photograph stays as it is.</summary>
    public static IEstimator<ITransformer> Columns(MLContext ml) =>
        ml.Transforms.Text.ProduceWordBags("Words", nameof(Listing.Sentence), ngramLength: 1)
            .Append(ml.Transforms.Concatenate(
                "Table", nameof(Listing.Area), nameof(Listing.Rooms), nameof(Listing.Age), nameof(Listing.Distance)))
            .Append(ml.Transforms.NormalizeMeanVariance("Table", fixZero: false));
}
