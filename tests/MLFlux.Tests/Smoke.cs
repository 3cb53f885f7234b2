namespace MLFlux.Tests;

[TestClass]
public sealed class Smoke
{
    [TestMethod]
    public void Runs() => Assert.IsNotNull(Type.GetType("System.Object"));
}
