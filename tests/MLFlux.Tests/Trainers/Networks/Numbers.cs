using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Seeded tensors that leave libtorch's own generator alone, and comparisons of tensors.</summary>
internal static class Numbers
{
    public static Tensor Normal(int seed, ScalarType type, params long[] shape)
    {
        var random = new Random(seed);
        var values = new double[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        using Tensor all = tensor(values);
        using Tensor shaped = all.view(shape);
        return shaped.to(type, copy: true);
    }

    public static double[] ToDoubles(this Tensor tensor)
    {
        using Tensor detached = tensor.detach();
        using Tensor doubles = detached.to(ScalarType.Float64, copy: true);
        using Tensor flat = doubles.reshape(-1);
        return flat.data<double>().ToArray();
    }

    public static void AreClose(Tensor expected, Tensor actual, double tolerance, string what = "")
    {
        CollectionAssert.AreEqual(expected.shape, actual.shape, what);
        AreClose(expected.ToDoubles(), actual.ToDoubles(), tolerance, what);
    }

    public static void AreClose(double[] expected, double[] actual, double tolerance, string what = "")
    {
        Assert.HasCount(expected.Length, actual, what);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what} [{i}]");
    }

    /// <summary>The derivative of a function of a tensor by each of its values, by differences; the tensor is float64.</summary>
    public static double[] Differences(Tensor at, Func<double> function, double step = 1e-6)
    {
        using IDisposable without = no_grad();
        using Tensor flat = at.view(-1);
        var slopes = new double[flat.numel()];
        for (int i = 0; i < slopes.Length; i++)
        {
            double value = flat[i].item<double>();
            flat[i] = tensor(value + step, ScalarType.Float64);
            double above = function();
            flat[i] = tensor(value - step, ScalarType.Float64);
            double below = function();
            flat[i] = tensor(value, ScalarType.Float64);
            slopes[i] = (above - below) / (2 * step);
        }

        return slopes;
    }
}
