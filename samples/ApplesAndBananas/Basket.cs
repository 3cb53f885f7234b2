using MLFlux;

namespace ApplesAndBananas;

/// <summary>Fruit of three kinds, each described by how red and how green it is, from 0 to 1.</summary>
internal sealed record Basket(IReadOnlyList<float[]> Apples, IReadOnlyList<float[]> Bananas, IReadOnlyList<float[]> Grapes)
{
    public static readonly string[] Kinds = ["apple", "banana", "grape"];

    /// <summary>Apples are 0, bananas are 1.</summary>
    public Observation[] TwoKinds() => [.. Apples.Select(x => new Observation(x, [0])), .. Bananas.Select(x => new Observation(x, [1]))];

    /// <summary>Each kind is a direction of its own: apples [1, 0, 0], bananas [0, 1, 0], grapes [0, 0, 1].</summary>
    public Observation[] ThreeKinds() =>
    [
        .. Apples.Select(x => new Observation(x, [.. OneHot.Encode("apple", Kinds)])),
        .. Bananas.Select(x => new Observation(x, [.. OneHot.Encode("banana", Kinds)])),
        .. Grapes.Select(x => new Observation(x, [.. OneHot.Encode("grape", Kinds)])),
    ];
}
