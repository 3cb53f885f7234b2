using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// The code of a ready pipeline is a file of this project, so it compiles, and gives the same model. To accept another text,
/// run these tests with the environment variable MLFLUX_ACCEPT_CODE=1, build, run them again, and commit the files in Approved.
/// </summary>
[TestClass]
public sealed class PipelineCodeTests
{
    [TestMethod]
    public void Pasted_code_of_a_table_predicts_the_same()
    {
        var ml = new MLContext(seed: 1);
        ReadyPipeline pipeline = ml.Pipelines().Tabular(House.View(ml, 400), nameof(House.Price));

        AssertApproved("PricePipeline", pipeline.Code);
        CollectionAssert.AreEqual(
            Scores(pipeline.Fit(House.View(ml, 400))),
            Scores(PricePipeline.Create(new MLContext(seed: 1)).Fit(House.View(ml, 400))));
    }

    private static float[] Scores(ITransformer model) => [.. model.Transform(House.View(new MLContext(), 50, seed: 3)).GetColumn<float>("Score")];

    private static void AssertApproved(string name, string code)
    {
        string file = Path.Combine(Support.Repository.Root, "tests", "MLFlux.Tests", "Pipelines", "Ready", "Approved", $"{name}.cs");
        if (Environment.GetEnvironmentVariable("MLFLUX_ACCEPT_CODE") == "1")
            File.WriteAllText(file, code);
        Assert.AreEqual(File.ReadAllText(file).ReplaceLineEndings("\n"), code);
    }
}
