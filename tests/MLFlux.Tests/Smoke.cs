using TorchSharp;
namespace MLFlux.Tests;

[TestClass]
public sealed class Smoke
{
    [TestMethod]
    public void Runs()
    {
        Libtorch.Load();
        using var t = torch.ones(3).sum();
        Assert.AreEqual(3f, t.item<float>());
    }
}
