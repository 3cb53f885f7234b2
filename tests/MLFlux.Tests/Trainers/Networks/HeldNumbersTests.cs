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
    public void A_number_was_freed_while_libtorch_still_copied_the_values() => WhileCollecting(() =>
    {
        using Tensor values = ones(64, 256, 64), mask = zeros(64, 256, 1, dtype: ScalarType.Bool);
        mask[TensorIndex.Ellipsis, 128.., TensorIndex.Colon].fill_(true).Dispose();
        for (int i = 0; i < 300; i++)
        {
            using Tensor filled = values.Filled(mask, double.NegativeInfinity), largest = filled.amax([1L]);
            Assert.AreEqual(1f, largest.sum().item<float>() / largest.NumberOfElements);
            Assert.IsTrue(float.IsNegativeInfinity(filled[0, 200, 0].item<float>()));
        }
    });

    /// <summary>The same message ended the scoring of entity embeddings, whose unseen levels are those that are 0.</summary>
    [TestMethod]
    public void A_number_was_freed_before_libtorch_compared_the_values_with_it() => WhileCollecting(() =>
    {
        using Tensor values = arange(200_000, dtype: ScalarType.Float32);
        for (int i = 0; i < 300; i++)
        {
            using Tensor same = values.Is(7), below = values.IsBelow(7), above = values.IsAbove(7);
            using Tensor counts = stack([same.sum(), below.sum(), above.sum()]);
            CollectionAssert.AreEqual((long[])[1, 7, 199_992], counts.data<long>().ToArray());
        }
    });

    private static void WhileCollecting(Action work)
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
        work();
        ended.Cancel();
        collector.Wait();
    }
}
