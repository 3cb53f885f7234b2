using MLFlux.Tests.Support;

namespace MLFlux.Tests.Onnx;

/// <summary>docs/onnx.md names every layer and activation. With the environment variable MLFLUX_ACCEPT_ONNX=1 it is written anew.</summary>
[TestClass]
public sealed class OnnxPageTests
{
    private const string Accept = "MLFLUX_ACCEPT_ONNX";

    [TestMethod]
    public void Names_everything_that_exports()
    {
        string file = Path.Combine(Repository.Root, "docs", "onnx.md"), now = OnnxPage.Make();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(file, now);

        string kept = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.AreEqual(OnnxPage.WithoutFigures(now), OnnxPage.WithoutFigures(kept),
            $"docs/onnx.md is not current. Run this test with {Accept}=1 and commit the page.");
    }
}
