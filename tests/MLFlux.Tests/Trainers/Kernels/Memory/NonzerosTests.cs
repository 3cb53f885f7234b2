using MLFlux.Kernels;

namespace MLFlux.Tests.Kernels;

/// <summary>Values that are not zero are counted at any length.</summary>
[TestClass]
public sealed class NonzerosTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(7)]
    [DataRow(8)]
    [DataRow(61)]
    public void Values_are_counted_that_are_not_zero_of_either_sign(int length)
    {
        var random = new Random(length);
        float[] values = [.. Enumerable.Range(0, length)
            .Select(_ => random.Next(4) switch { 0 => 0f, 1 => -0f, 2 => float.NaN, _ => -1f })];

        Assert.AreEqual(values.Count(value => value != 0), Nonzeros.Count(values));
    }
}
