namespace MLFlux.Tests;

/// <summary>What <see cref="AdamKernel"/> keeps to beside the formulas of the optimizers that it serves.</summary>
[TestClass]
public sealed class AdamKernelTests
{
    [TestMethod]
    public void Means_of_weights_without_gradients_do_not_stay_denormal()
    {
        // The fault: the words that few messages have left denormal means behind, and a fit on 4,459 messages took minutes.
        const int Size = 19; // No whole number of vectors.
        float[] weights = [.. Enumerable.Repeat(0.5f, Size)], means = new float[Size], squares = new float[Size];
        float[] gradients = [.. Enumerable.Range(0, Size).Select(i => 1e-3f * (i + 1))], none = new float[Size];
        AdamRule rule = AdamRule.Default with { Beta2 = 0.99 };
        for (long step = 1; step <= 20_000; step++)
            AdamKernel.Step(weights, step == 1 ? gradients : none, means, squares, new AdamScale(rule, 1e-3, step));

        CollectionAssert.AreEqual(none, means);
        CollectionAssert.AreEqual(none, squares);
    }

    [TestMethod]
    public void A_gradient_that_is_not_finite_is_not_hidden()
    {
        float[] weights = [1], means = [0], squares = [0];
        AdamKernel.Step(weights, [float.NaN], means, squares, new AdamScale(AdamRule.Default, 1e-3, 1));

        Assert.AreEqual(float.NaN, weights[0]);
    }
}
