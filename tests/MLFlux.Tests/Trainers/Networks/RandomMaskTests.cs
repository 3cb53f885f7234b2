using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Masks are as random as if a generator had drawn each of their values.</summary>
[TestClass]
public sealed class RandomMaskTests
{
    private const int Size = 100_003; // Not a whole number of vectors.

    [TestMethod]
    [DataRow(0.03)]
    [DataRow(0.5)]
    [DataRow(0.9)]
    public void As_many_are_kept_as_is_said_and_none_because_of_another(double kept)
    {
        using var generator = new Generator(5, CPU);
        float[] first = Draw(generator, kept, 2.5f), second = Draw(generator, kept, 2.5f);

        Assert.IsTrue(first.All(value => value is 0 or 2.5f));
        Assert.AreEqual(kept, first.Average() / 2.5, 4 * Math.Sqrt(kept * (1 - kept) / Size));
        Assert.AreEqual(kept, second.Average() / 2.5, 4 * Math.Sqrt(kept * (1 - kept) / Size));
        foreach (int apart in new[] { 1, 2, 3, 4, 7, 8, 16, 32, 128, 1024 })
            Assert.AreEqual(0, Correlation(first[..^apart], first[apart..]), 5 / Math.Sqrt(Size), $"{apart} apart");
        foreach (int apart in new[] { 0, 1, 2, 8 })
            Assert.AreEqual(0, Correlation(first[..^apart], second[apart..]), 5 / Math.Sqrt(Size), $"{apart} apart, of two masks");
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_mask_and_the_ends_give_all_or_none()
    {
        using Generator one = new(7, CPU), other = new(7, CPU);
        CollectionAssert.AreEqual(Draw(one, 0.7, 1), Draw(other, 0.7, 1));
        CollectionAssert.AreEqual(Draw(one, 0.7, 1), Draw(other, 0.7, 1));
        Assert.IsTrue(Draw(one, 1, 1).All(value => value == 1));
        Assert.IsLessThan(2, Draw(one, 0, 1).Count(value => value == 1));
    }

    [TestMethod]
    public void A_mask_has_shape_and_type_of_what_it_is_for()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.Int64 })
        {
            Tensor mask = RandomMask.Like(zeros(3, 5, dtype: type), 0.5, generator);
            Assert.AreEqual(type, mask.dtype);
            CollectionAssert.AreEqual(new long[] { 3, 5 }, mask.shape);
        }
    }

    private static float[] Draw(Generator generator, double kept, float value)
    {
        using Tensor mask = empty(Size);
        RandomMask.Fill(mask, kept, value, generator);
        return mask.data<float>().ToArray();
    }

    private static double Correlation(float[] a, float[] b)
    {
        double meanA = a.Average(x => (double)x), meanB = b.Average(x => (double)x);
        double both = a.Zip(b).Sum(pair => (pair.First - meanA) * (pair.Second - meanB));
        return both / Math.Sqrt(a.Sum(x => Math.Pow(x - meanA, 2)) * b.Sum(x => Math.Pow(x - meanB, 2)));
    }
}
