using Microsoft.ML;

namespace MLFluxApp._1.Tests;

[TestClass]
public sealed class ImageTrainingTests
{
    [TestMethod]
    public void Learns_to_tell_the_folders_apart()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        MadePictures.Write(folder);
        string file = Path.Combine(folder, "model.zip");

        ImageTraining training = ImageTraining.Run(new MLContext(seed: 1), folder, file);
        Assert.IsGreaterThan(0.9, training.Metrics[0].Value);
        Assert.IsTrue(File.Exists(file));
    }
}
