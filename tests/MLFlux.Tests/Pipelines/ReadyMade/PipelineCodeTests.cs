using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Experiments;
using MLFlux.Tests.Support;
using MLFlux.Tests.Training;
using MLFlux.Training;
using TorchSharp;
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
        Layer[] layers = [Dense(4, Tanh), Dense(4, LeakyRelu(0.2)), Dense(4, initializer: KaimingNormal),
            Dense(4, Softsign, initializer: Orthogonal())];
        foreach (Layer layer in layers)
        {
            string code = ready.With(Chain(layer, Output())).Code;
            StringAssert.Contains(code, layer.ToString());
            CompiledCode.Load(code);
        }
    }

    [TestMethod]
    public void Code_of_a_packed_network_for_bagged_folds_compiles()
    {
        var ml = new MLContext(seed: 1);
        string code = ml.Pipelines().Tabular(House.View(ml, 60), nameof(House.Price), new TabularOptions
        {
            Quality = Quality.Best,
            Uses = new Dictionary<string, ColumnUse> { [nameof(House.Advert)] = ColumnUse.LeftOut },
        }).Code;

        foreach (string words in (string[])
            ["PiecewiseLinear(2, passing: [11..^0])", "Members(", "BaggedFolds = 8", "new BaggedCandidate(", "clip: false"])
            StringAssert.Contains(code, words);
        CompiledCode.Load(code);
    }

    [TestMethod]
    public void Code_has_every_option_that_is_set_and_makes_a_trainer_with_the_same_ones()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer other = Fits.Binary(Examples.Hidden, Fits.FullBatch(1), Examples.Make(9));
        other.Model.SaveWeights(folder.File("weights"));
        var ml = new MLContext(seed: 1);
        ReadyPipeline ready = ml.Pipelines().Tabular(House.View(ml, 60), nameof(House.Quick));
        ready = ready.With(UnusualOptions.All with
        {
            BaggedFolds = 1, // Not together with checkpoints and a part held out.
            FineTuning = null, // Not together with checkpoints.
            BaggedCandidates = [],
            RowGroupColumnName = null, // Of rankings, as the next.
            LabelGains = null,
            Heads = [], // Of networks of several labels.
            RowsAreSharded = false, // Not together with exact sums.
            ClassWeights = ClassWeights.Of(("yes", 2.5)),
            Loss = Losses.BinaryFocal(),
            InitialWeights = PretrainedWeights.FromFile(folder.File("weights")) with
            {
                Parts = ["0"], Renames = new Dictionary<string, string> { ["a\\"] = "0" },
            },
        });
        NeuralNetworkOptions expected = ready.Training;

        string code = ready.Code;
        MethodInfo create = CompiledCode.Load(code).GetTypes().Single(type => type.Name == "QuickPipeline").GetMethod("Create")!;
        NeuralNetworkOptions actual = PipelineParts.Of((IEstimator<ITransformer>)create.Invoke(null, [ml])!).Trainer.Options;

        foreach (TrainingOption option in OptionTable.All.Where(option => option.IsSet(expected)))
        {
            if (option.Code(expected) is string written)
                Assert.AreEqual(written, option.Code(actual), option.Name);
            else
                StringAssert.Contains(code, $"// {option.Name} is set to what cannot be written as code; set it here.");
        }
    }

    [TestMethod]
    public void Code_says_of_losses_and_optimizers_of_ones_own_that_they_are_missing()
    {
        var ml = new MLContext(seed: 1);
        ReadyPipeline ready = ml.Pipelines().Tabular(House.View(ml, 60), nameof(House.Price));
        string code = ready.With(ready.Training with { Loss = new OwnLoss() }).Code;

        StringAssert.Contains(code, "// Loss is set to what cannot be written as code");
        CompiledCode.Load(code);
    }

    private static float[] Scores(ITransformer model) =>
        [.. model.Transform(House.View(new MLContext(), 50, seed: 3)).GetColumn<float>("Score")];

    private sealed record OwnLoss : CustomLoss
    {
        public override bool TakesLogits => false;

        public override torch.Tensor Compute(torch.Tensor output, torch.Tensor target, torch.Tensor? weight = null) =>
            (output - target).abs().mean();

        public override string ToString() => "OwnLoss()";
    }
}
