using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Construction;
using TorchSharp;

namespace MLFlux.Tests.Native;

/// <summary>
/// Things of MLFlux that a process may use first, before it uses TorchSharp itself: at least one of each library, whose start
/// covers all its types, and the ways in that a user takes.
/// </summary>
internal static class FirstUse
{
    public const string Variable = "MLFLUX_TESTS_FIRST_USE";

    private static readonly Dictionary<string, Action> Uses = new()
    {
        ["Transforms: a value"] = () => _ = OneHotCatalog.OneHot(new MLContext().Transforms, "Hot", "Name", ["a", "b"]),
        ["Transforms: read data"] = () => new MLContext().Data.LoadFromIdx(Path.Combine(Path.GetTempPath(), "images")),
        ["Trainers: a layer"] = () => _ = Layers.Dense(3).ToString(),
        ["Trainers: options"] = () => _ = new NeuralNetworkOptions(),
        ["Trainers: a built network"] = () => Layers.Dense(3).Build(new Shape(2), seed: 1).Dispose(),
        ["Trainers: a layer of one's own"] = () => new OwnMlp(4, 2).Build(new Shape(2), seed: 1).Dispose(),
        ["Pipelines: made data"] = () => _ = new MLContext().Data.MakeHandwrittenDigits(1),
    };

    public static IEnumerable<string> Names => Uses.Keys;

    /// <summary>Uses the thing, and then computes with TorchSharp.</summary>
    public static void Run(string name)
    {
        Uses[name]();
        Compute();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compute()
    {
        using torch.Tensor sum = torch.ones(3).sum();
        if (sum.item<float>() != 3)
            throw new InvalidOperationException("libtorch does not add up.");
    }
}
