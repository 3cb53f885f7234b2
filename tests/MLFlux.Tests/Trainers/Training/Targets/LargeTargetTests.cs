using MLFlux.Models;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Labels near the end of what a float can hold are learned and given back as any others.</summary>
[TestClass]
public sealed class LargeTargetTests
{
    [TestMethod]
    [DataRow(3e38f, -3e38f)]
    [DataRow(float.MaxValue, float.MinValue)]
    [DataRow(3e38f, -1e38f)]
    [DataRow(1e25f, 1e20f)] // Its variance is more than a float holds.
    public void Are_learned(float high, float low)
    {
        Example[] rows = Examples.Make(30);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Features = [i % 3 == 0 ? 1 : 0, 0, 0];
            rows[i].Amount = i % 3 == 0 ? high : low;
        }

        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Fits.FullBatch(200), rows);
        float[] scores = Fits.Numbers(fitted, rows);

        for (int i = 0; i < rows.Length; i++)
            Assert.AreEqual(rows[i].Amount, scores[i], 1e-3 * ((double)high - low));
    }

    [TestMethod]
    public void A_spread_too_small_for_a_float_counts_as_none()
    {
        var targets = new ValueTargets(1);
        for (int i = 0; i < 1_000_000; i++)
            targets.Add([i == 0 ? float.Epsilon : 0]);

        TargetScale scale = targets.Measure([.. Enumerable.Range(0, 1_000_000)], isRobust: false);

        Assert.AreEqual(1, scale.Deviations[0]);
        Assert.IsNull(scale.Fault);
    }

    [TestMethod]
    public void All_other_values_keep_the_bits_of_single_precision()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            float mean = random.NextSingle() * 100, deviation = random.NextSingle() + 0.1f, value = random.NextSingle() * 50;
            var scale = new TargetScale([mean], [deviation]);
            float[] standardized = [0], undone = [value];

            scale.Apply([value], standardized);
            scale.Undo(undone);

            Assert.AreEqual((value - mean) / deviation, standardized[0]);
            Assert.AreEqual(value * deviation + mean, undone[0]);
        }
    }
}
