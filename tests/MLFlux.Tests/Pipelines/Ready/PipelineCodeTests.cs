using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Initializers;
using static MLFlux.Layers;

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

    [TestMethod]
    public void Code_of_other_networks_compiles()
    {
        var ml = new MLContext(seed: 1);
        ReadyPipeline ready = ml.Pipelines().Tabular(House.View(ml, 60), nameof(House.Price));
        Layer[] layers = [Dense(4, Tanh), Dense(4, LeakyRelu(0.2)), Dense(4, initializer: KaimingNormal), Dense(4, Softsign, initializer: Orthogonal())];
        foreach (Layer layer in layers)
        {
            string code = ready.With(Chain(layer, Output())).Code;
            StringAssert.Contains(code, layer.ToString());
            CompiledCode.Load(code);
        }
    }

    private static float[] Scores(ITransformer model) => [.. model.Transform(House.View(new MLContext(), 50, seed: 3)).GetColumn<float>("Score")];
}
