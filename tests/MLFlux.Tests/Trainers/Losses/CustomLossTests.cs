using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests;

/// <summary>A loss and an optimizer of an application's own, which do what MLFlux's do and so must give what they give.</summary>
[TestClass]
public sealed class CustomLossTests
{
    private static readonly Example[] s_rows = Examples.Make(40);

    [TestMethod]
    public void An_own_loss_trains_as_MLFluxs_of_the_same_formula()
    {
        NeuralNetworkOptions options = new() { Epochs = 3, BatchSize = 32, Seed = 5 };
        using NeuralNetworkTransformer expected =
            Fits.Regression(Examples.Hidden, options with { Loss = Losses.MeanSquaredError() }, s_rows);
        using NeuralNetworkTransformer actual = Fits.Regression(Examples.Hidden, options with { Loss = new Squares() }, s_rows);

        Weights.AssertClose(Weights.All(expected), Weights.All(actual), 1e-6);
        Assert.AreEqual("Squares()", actual.Model.Training.Loss);
    }

    [TestMethod]
    public void An_own_loss_of_classes_gets_one_hot_rows()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Output()), Fits.FullBatch(40) with { Loss = new Squares() }, s_rows);
        int right = Fits.Vectors(fitted, s_rows)
            .Zip(s_rows, (scores, row) => Examples.Names[Array.IndexOf(scores, scores.Max())] == row.Name ? 1 : 0).Sum();
        Assert.AreEqual(s_rows.Length, right);
    }

    [TestMethod]
    public void An_own_optimizer_trains_as_MLFluxs_of_the_same_rule()
    {
        using NeuralNetworkTransformer expected = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(5, 0.25), s_rows);
        using NeuralNetworkTransformer actual =
            Fits.Multiclass(Examples.Hidden, Fits.FullBatch(5) with { Optimizer = new Downhill(0.25) }, s_rows);

        Weights.AssertClose(Weights.All(expected), Weights.All(actual), 1e-6);
    }

    [TestMethod]
    public void The_faults_of_an_own_optimizer_are_said_with_all_others()
    {
        ArgumentException fault = Assert.ThrowsExactly<ArgumentException>(
            () => Fits.Multiclass(Examples.Hidden, Fits.FullBatch(0) with { Optimizer = new Downhill(-1) }, s_rows));
        StringAssert.Contains(fault.Message, "Epochs is 0");
        StringAssert.Contains(fault.Message, "Downhill: learningRate must be greater than 0, got -1.");
    }

    private sealed record Squares : CustomLoss
    {
        public override bool TakesLogits => false;

        public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null) => weight is null
            ? (output - target).square().mean()
            : ((output - target).square().mean([1]) * weight).sum() / weight.sum();

        public override string ToString() => "Squares()";
    }

    private sealed record Downhill(double Rate) : CustomOptimizer(Rate)
    {
        public override string ToString() => "Downhill()";

        protected override Updater Create(Tensor parameters, Tensor gradients) => new Steps(parameters, gradients);

        private sealed class Steps(Tensor parameters, Tensor gradients) : Updater(parameters, gradients)
        {
            public override IReadOnlyDictionary<string, Tensor> State => new Dictionary<string, Tensor>();

            public override void Step(double learningRate) => Parameters.add_(Gradients, -learningRate);
        }
    }
}
