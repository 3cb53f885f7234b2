using MLFlux.Tests.Support;

namespace MLFlux.Tests;

/// <summary>
/// A change of the public API shows as a text difference. To accept one, run these tests with the environment variable
/// MLFLUX_ACCEPT_API=1, and commit the text files beside this one.
/// </summary>
[TestClass]
public sealed class PublicApiTests
{
    private const string Accept = "MLFLUX_ACCEPT_API";

    [TestMethod]
    [DataRow(typeof(OneHot))]
    [DataRow(typeof(Layer))]
    [DataRow(typeof(Mpi))]
    [DataRow(typeof(Backbones))]
    [DataRow(typeof(NetworkContract))]
    [DataRow(typeof(ReadyPipeline))]
    [DataRow(typeof(ParquetCatalog))]
    [DataRow(typeof(ModelService))]
    [DataRow(typeof(Plot))]
    [DataRow(typeof(Experiment))]
    public void Is_the_one_that_was_reviewed(Type ofLibrary)
    {
        string name = ofLibrary.Assembly.GetName().Name!;
        string file = Path.Combine(Repository.Root, "tests", "MLFlux.Tests", "PublicApi", $"{name}.txt");
        string now = PublicApiText.Of(ofLibrary.Assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(file, now);

        string reviewed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (now != reviewed)
        {
            string[] before = reviewed.Split('\n'), after = now.Split('\n');
            string difference = string.Join('\n', before.Except(after).Select(line => "- " + line)
                .Concat(after.Except(before).Select(line => "+ " + line)));
            Assert.Fail($"The public API of {name} is not the one in {name}.txt:\n{difference}\nTo accept it, run this test with "
                + $"{Accept}=1 and commit the file.");
        }
    }
}
