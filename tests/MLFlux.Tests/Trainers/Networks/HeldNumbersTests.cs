using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Numbers that are given to libtorch stay until it is done.</summary>
[TestClass]
public sealed class HeldNumbersTests
{
    /// <summary>"Expected false to be true" ended fits of networks that pool over long texts.</summary>
    [TestMethod]
    public void A_number_was_freed_while_libtorch_still_copied_the_values()
    {
        using var ended = new CancellationTokenSource();
        Task collector = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        using Tensor values = ones(64, 256, 64), mask = zeros(64, 256, 1, dtype: ScalarType.Bool);
        mask[TensorIndex.Ellipsis, 128.., TensorIndex.Colon].fill_(true).Dispose();
        for (int i = 0; i < 300; i++)
        {
            using Tensor filled = values.Filled(mask, double.NegativeInfinity), largest = filled.amax([1L]);
            Assert.AreEqual(1f, largest.sum().item<float>() / largest.NumberOfElements);
            Assert.IsTrue(float.IsNegativeInfinity(filled[0, 200, 0].item<float>()));
        }

        ended.Cancel();
        collector.Wait();
    }
}
