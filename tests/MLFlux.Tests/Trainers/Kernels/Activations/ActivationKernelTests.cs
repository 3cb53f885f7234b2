using MLFlux.Kernels;
using TorchSharp;
using static MLFlux.Activation;
using static TorchSharp.torch;

namespace MLFlux.Tests.Kernels;

/// <summary>Activations on memory have the values and slopes of their formulas, and libtorch's slopes at edges.</summary>
[TestClass]
public sealed class ActivationKernelTests
{
    private const double Step = 1e-6;

    private static readonly float[] s_inputs =
        [.. Enumerable.Range(0, 37).Select(i => (i - 18.5f) / 6), 1e-4f, -1e-4f, 1e-30f, -1e-30f, 9, -9, 19, -21, 45, -45, 95, -95];

    private static IEnumerable<Activation> Every =>
    [
        Celu(), Celu(0.3), Elu(), Elu(2), Gelu, HardSigmoid, HardSwish, HardTanh, Identity, LeakyRelu(), LeakyRelu(0), LogSigmoid, Mish,
        Relu, Relu6, Selu, Activation.Sigmoid, Sinh, SoftShrink(), SoftShrink(0), Softplus, Softsign, Swish, Activation.Tanh, TanhShrink,
    ];

    [TestMethod]
    public void Every_activation_is_in_the_list() => CollectionAssert.AreEquivalent(
        typeof(Activation).Assembly.GetTypes().Where(type => type.BaseType == typeof(Activation)).ToArray(),
        Every.Select(activation => activation.GetType()).Distinct().ToArray());

    [TestMethod]
    [DynamicData(nameof(Every))]
    public void Values_are_those_of_the_formula(Activation activation)
    {
        foreach (int length in (int[])[s_inputs.Length, 1, 5, 8, 19])
        {
            float[] values = s_inputs[..length];
            ActivationKernel.Apply(activation, values);
            for (int i = 0; i < length; i++)
            {
                double expected = activation.Evaluate(s_inputs[i]);
                if (Math.Abs(expected) > float.MaxValue)
                    Assert.AreEqual((float)expected, values[i], $"{activation} at {s_inputs[i]}");
                else
                    Assert.AreEqual(expected, values[i], 5e-7 * Math.Max(1, Math.Abs(expected)), $"{activation} at {s_inputs[i]}");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Every))]
    public void Slopes_are_difference_quotients(Activation activation)
    {
        float[] inputs = s_inputs[..37];
        float[] gradients = [.. inputs.Select((_, i) => i + 1f)];

        MultiplyBySlope(activation, inputs, gradients);

        for (int i = 0; i < inputs.Length; i++)
        {
            double slope = (activation.Evaluate(inputs[i] + Step) - activation.Evaluate(inputs[i] - Step)) / (2 * Step);
            Assert.AreEqual(slope * (i + 1), gradients[i], 1e-4, $"{activation} at {inputs[i]}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Every))]
    public void Slopes_at_edges_and_far_out_are_those_of_libtorch(Activation activation)
    {
        // Where HardTanh has its edges, MLFlux's own module on libtorch has the slope from within, and the value alone does not tell it.
        float[] inputs = [0, 0.5f, -0.5f, 3, -3, 6, -6, 12, -12, 30, -30];
        float[] gradients = [.. inputs.Select(_ => 1f)];
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(inputs, requires_grad: true);
        activation.Apply(x.clone()).sum().backward();

        MultiplyBySlope(activation, inputs, gradients);

        float[] expected = x.grad!.data<float>().ToArray();
        for (int i = 0; i < inputs.Length; i++)
            Assert.AreEqual(expected[i], gradients[i], 1e-6 * Math.Max(1, Math.Abs(expected[i])), $"{activation} at {inputs[i]}");
    }

    [TestMethod]
    [DynamicData(nameof(Every))]
    public void What_is_no_number_stays_none_and_leaves_its_neighbours_alone(Activation activation)
    {
        float[] values = [.. Enumerable.Repeat(0.25f, 11)];
        values[4] = values[9] = float.NaN;

        ActivationKernel.Apply(activation, values);

        for (int i = 0; i < values.Length; i++)
            Assert.AreEqual(i is 4 or 9, float.IsNaN(values[i]), $"{activation}, place {i}");
    }

    [TestMethod]
    [DynamicData(nameof(Every))]
    public void A_slope_is_told_in_one_way(Activation activation)
    {
        if (ActivationKernel.HasSlope(activation))
            Assert.Throws<NotSupportedException>(() => ActivationKernel.MultiplyBySlopeAt(activation, [1], new float[1]));
        else
            Assert.Throws<NotSupportedException>(() => ActivationKernel.MultiplyBySlope(activation, [1], new float[1]));
    }

    private static void MultiplyBySlope(Activation activation, float[] inputs, float[] gradients)
    {
        if (!ActivationKernel.HasSlope(activation))
        {
            ActivationKernel.MultiplyBySlopeAt(activation, inputs, gradients);
            return;
        }

        float[] values = [.. inputs];
        ActivationKernel.Apply(activation, values);
        ActivationKernel.MultiplyBySlope(activation, values, gradients);
    }
}
