using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>The code of a ready pipeline gives the same model.</summary>
[TestClass]
public sealed class PipelineCodeTests
{
    [TestMethod]
    public void Pasted_code_of_a_table_predicts_the_same()
    {
        var ml = new MLContext(seed: 1);
        ReadyPipeline pipeline = ml.Pipelines().Tabular(House.View(ml, 400), nameof(House.Price));

        ApprovedCode.Check("PricePipeline", pipeline.Code);
        CollectionAssert.AreEqual(
            Scores(pipeline.Fit(House.View(ml, 400))),
            Scores(PricePipeline.Create(new MLContext(seed: 1)).Fit(House.View(ml, 400))));
    }

    private static float[] Scores(ITransformer model) => [.. model.Transform(House.View(new MLContext(), 50, seed: 3)).GetColumn<float>("Score")];
}
