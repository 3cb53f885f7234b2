using MLFlux.Kernels;

namespace MLFlux.Tests.Kernels;

/// <summary>Loss and gradient are those of the formula in double precision.</summary>
[TestClass]
public sealed class SoftmaxKernelTests
{
    [TestMethod]
    [DataRow(0f)]
    [DataRow(1000f)]
    [DataRow(-1000f)]
    public void Cross_entropy_and_its_gradient_follow_the_formula_wherever_the_logits_lie(float shift)
    {
        float[] logits = [.. new[] { 0.3f, -2, 1.5f, 0, 4, -0.7f, 2, 2, -3, 0.1f }.Select(z => z + shift)];
        float[] gradient = new float[logits.Length];

        double loss = SoftmaxKernel.CrossEntropy(logits, 2, 0.25f, gradient);

        double most = logits.Max(), sum = logits.Sum(z => Math.Exp(z - most));
        Assert.AreEqual(Math.Log(sum) + most - logits[2], loss, 1e-5);
        for (int i = 0; i < logits.Length; i++)
            Assert.AreEqual(((Math.Exp(logits[i] - most) / sum) - (i == 2 ? 1 : 0)) * 0.25, gradient[i], 1e-6);
    }

    [TestMethod]
    public void A_logit_that_is_no_number_makes_a_loss_that_is_none()
    {
        float[] gradient = new float[2];
        Assert.IsFalse(double.IsFinite(SoftmaxKernel.CrossEntropy([1, float.NaN], 0, 1, gradient)));
        Assert.IsFalse(double.IsFinite(SoftmaxKernel.CrossEntropy([1, float.PositiveInfinity], 0, 1, gradient)));
    }
}
