using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>A whole number made whole tensors real, so that places in a tensor were no places any more.</summary>
[TestClass]
public sealed class NumberTests
{
    [TestMethod]
    public void A_whole_number_leaves_whole_values_whole()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor places = tensor(new long[] { 16_777_217, -1 });
        foreach (Tensor result in (Tensor[])
        [
            places + (Number)5L, places - (Number)5, (Number)5 - places, places * (Number)5, places.Plus(places, 2), places.AtLeast(0),
            places.AtMost(0), places.Within(0, 9), places.Power(2),
        ])
            Assert.AreEqual(ScalarType.Int64, result.dtype);
        Assert.AreEqual(16_777_222, (places + (Number)5)[0].item<long>());
        Assert.AreEqual(ScalarType.Float32, (places * (Number)0.5).dtype);
    }
}
