using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Construction;

/// <summary>A user's own residual network reads handwritten digits inside a pipeline, and does so in another process.</summary>
[TestClass]
public sealed class OwnResidualTests
{
    [TestMethod]
    public void Learns_digits_and_scores_the_same_in_another_process_that_has_registered_it()
    {
        OwnResidual.Register();
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView digits = ml.Data.MakeHandwrittenDigits(2000, seed: 5);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.ImageToVector("Features", "Image"))
            .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(new OwnResidual(8, 10), new NeuralNetworkOptions
            {
                Optimizer = Optimizers.Adam(0.005), BatchSize = 50, Epochs = 4,
            }));

        var model = pipeline.Fit(digits);

        double accuracy = ml.MulticlassClassification.Evaluate(
            model.Transform(ml.Data.MakeHandwrittenDigits(500, seed: 5, firstIndex: 2000))).MicroAccuracy;
        Assert.IsGreaterThan(0.75, accuracy); // Chance is 0.1.

        string path = folder.File("digits.zip");
        ml.Model.Save(model, digits.Schema, path);
        float[] here = [.. model.Transform(StartupHook.Digits(ml)).GetColumn<float[]>("Score").SelectMany(row => row)];
        CollectionAssert.AreEqual(here, ScoringProcess.Score(path, registers: true));
        StringAssert.Contains(ScoringProcess.Fail(path), "ml.RegisterLayer<OwnResidual>(settings => ...)");
    }
}
