using MLFlux.Kernels;
using static MLFlux.Activation;

namespace MLFlux.Tests.Kernels;

/// <summary>The slopes that are told from an activation's value are those of its formula.</summary>
[TestClass]
public sealed class ActivationKernelTests
{
    private const double Step = 1e-6;

    private static IEnumerable<Activation> WithSlope => [Identity, Relu, Sigmoid, Tanh];

    [TestMethod]
    [DynamicData(nameof(WithSlope))]
    public void The_slope_is_the_difference_quotient(Activation activation)
    {
        Assert.IsTrue(ActivationKernel.HasSlope(activation));
        float[] inputs = [.. Enumerable.Range(0, 37).Select(i => (i - 18.5f) / 6)];
        float[] values = [.. inputs], gradients = [.. inputs.Select((_, i) => i + 1f)];

        ActivationKernel.Apply(activation, values);
        ActivationKernel.MultiplyBySlope(activation, values, gradients);

        for (int i = 0; i < inputs.Length; i++)
        {
            double slope = (activation.Evaluate(inputs[i] + Step) - activation.Evaluate(inputs[i] - Step)) / (2 * Step);
            Assert.AreEqual(slope * (i + 1), gradients[i], 1e-4, $"{activation} at {inputs[i]}");
        }
    }

    [TestMethod]
    public void Zero_has_the_slope_that_libtorch_gives_it()
    {
        float[] gradients = [1];
        ActivationKernel.MultiplyBySlope(Relu, [0], gradients);
        Assert.AreEqual(0, gradients[0]);
    }
}
