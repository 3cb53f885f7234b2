using Microsoft.ML;
using MLFlux.Tests.Support;
using TorchSharp;

namespace MLFlux.Tests.Training;

/// <summary>What happens where the context asks for a GPU that is not there.</summary>
[TestClass]
public sealed class ComputeDeviceTests
{
    /// <summary>An index that no machine has.</summary>
    private const int Absent = 99;

    private static readonly NeuralNetworkOptions Options = Fits.FullBatch(2) with { LabelColumnName = nameof(Example.Yes) };

    [TestMethod]
    public void Training_is_refused_before_a_row_is_read()
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = Absent, FallbackToCpu = false };
        var probe = new ProbeView(Examples.View(ml, 9));

        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Options).Fit(probe));

        foreach (string part in new[] { "GpuDeviceId is 99", "TorchSharp-cuda-linux", "FallbackToCpu" })
            Assert.Contains(part, error.Message);
        Assert.AreEqual(0, probe.Opened);
    }

    [TestMethod]
    public void The_CPU_is_taken_where_that_is_allowed_with_one_warning()
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = Absent, FallbackToCpu = true };
        var log = new MessageLog(ml);
        using NeuralNetworkTransformer expected = Fits.Binary(Examples.Hidden, Options, Examples.Make(9));

        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Options)
            .Fit(Examples.View(ml, 9));

        Weights.AssertSame(expected, fitted);
        CollectionAssert.AreEqual(Fits.Numbers(expected, Examples.Make(9)), Fits.Numbers(fitted, Examples.Make(9)));
        Assert.HasCount(1, log.Warnings);
        Assert.Contains("GpuDeviceId is 99", log.Warnings[0]);
    }

    [TestMethod]
    public void A_model_loaded_for_an_absent_GPU_does_not_score_in_silence_on_the_CPU()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Examples.Hidden, Options, Examples.Make(9));
        using var file = new MemoryStream();
        new MLContext().Model.Save(fitted, Examples.View(new MLContext(), 1).Schema, file);

        float[] Score(bool fallsBack)
        {
            file.Position = 0;
            ITransformer loaded = new MLContext { GpuDeviceId = Absent, FallbackToCpu = fallsBack }.Model.Load(file, out _);
            return Fits.Numbers(loaded, Examples.Make(9));
        }

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Score(fallsBack: false));
        Assert.Contains("GpuDeviceId is 99", error.Message);
        CollectionAssert.AreEqual(Fits.Numbers(fitted, Examples.Make(9)), Score(fallsBack: true));
    }

    [TestMethod]
    public void Training_and_scoring_run_on_the_GPU_where_there_is_one()
    {
        Libtorch.Load();
        if (!torch.cuda.is_available())
            Assert.Inconclusive("This machine has no CUDA device, or libtorch's CPU build.");

        var ml = new MLContext(seed: 1) { GpuDeviceId = 0 };
        using NeuralNetworkTransformer expected = Fits.Binary(Examples.Hidden, Options, Examples.Make(9));
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Options)
            .Fit(Examples.View(ml, 9));

        Weights.AssertClose(Weights.All(expected), Weights.All(fitted), 1e-4);
        Weights.AssertClose(Fits.Numbers(expected, Examples.Make(9)), Fits.Numbers(fitted, Examples.Make(9)), 1e-4);
    }
}
