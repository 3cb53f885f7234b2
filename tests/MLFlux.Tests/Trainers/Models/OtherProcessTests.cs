using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>A process that does nothing but <c>new MLContext().Model.Load</c> scores as the one that saved.</summary>
[TestClass]
public sealed class OtherProcessTests
{
    [TestMethod]
    public void Another_process_gives_the_same_scores_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        Layer network = Chain(Dense(16, Gelu), BatchNorm(), Output());
        Example[] rows = Examples.Make(50);
        using NeuralNetworkTransformer multiclass = Fits.Multiclass(network, Fits.FullBatch(3), rows);
        using NeuralNetworkTransformer regression = Fits.Regression(network, Fits.FullBatch(3), rows);
        using NeuralNetworkTransformer binary = Fits.Binary(network, Fits.FullBatch(3), rows);
        var ml = new MLContext();
        foreach ((NeuralNetworkTransformer fitted, string name) in new[]
        {
            (multiclass, "multiclass.zip"), (regression, "regression.zip"), (binary, "binary.zip"),
        })
        {
            ml.Model.Save(fitted, Examples.View(ml, rows).Schema, folder.File(name));
            float[] expected = fitted == multiclass
                ? [.. Fits.Vectors(fitted, rows).SelectMany(row => row)]
                : Fits.Numbers(fitted, rows);

            float[] scores = ScoringProcess.Score(folder.File(name));

            CollectionAssert.AreEqual(
                expected.Select(BitConverter.SingleToInt32Bits).ToArray(), scores.Select(BitConverter.SingleToInt32Bits).ToArray(), name);
        }
    }
}
