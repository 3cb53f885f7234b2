using MLFlux.Native;
using TorchSharp;

namespace MLFlux.Tests.Native;

/// <summary>Each thread computes with as many libtorch threads as it has asked for.</summary>
[TestClass]
public sealed class LibtorchThreadsTests
{
    [TestMethod]
    public void What_other_threads_set_later_does_not_change_the_number_of_a_thread_new_to_libtorch()
    {
        Libtorch.Load();
        int before = torch.get_num_threads(), seen = 0;
        using var hasSet = new ManualResetEventSlim();
        using var othersHaveSet = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            LibtorchThreads.Use(1);
            hasSet.Set();
            othersHaveSet.Wait();
            seen = torch.get_num_threads();
        });
        thread.Start();
        hasSet.Wait();

        torch.set_num_threads(3);
        othersHaveSet.Set();
        thread.Join();
        torch.set_num_threads(before);

        Assert.AreEqual(1, seen);
    }
}
