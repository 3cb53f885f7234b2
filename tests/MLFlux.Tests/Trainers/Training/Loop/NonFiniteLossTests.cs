using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>A fit that overflows never gives a model that is not a number.</summary>
[TestClass]
public sealed class NonFiniteLossTests
{
    [TestMethod]
    public void In_the_first_epoch_there_is_no_model_and_the_batch_is_named()
    {
        var options = new NeuralNetworkOptions { Optimizer = Optimizers.Sgd(learningRate: 1e30), BatchSize = 5, Epochs = 3, Seed = 1 };

        var fault = Assert.ThrowsExactly<NonFiniteLossException>(() => Fits.Regression(Output(), options, Examples.Make(20)));

        StringAssert.Contains(fault.Message, "epoch 1, batch 2");
        StringAssert.Contains(fault.Message, "learning rate");
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.3)]
    public void In_a_later_epoch_the_model_has_the_weights_of_the_last_whole_epoch(double validationFraction)
    {
        var ml = new Microsoft.ML.MLContext(seed: 1);
        var log = new MessageLog(ml);
        NeuralNetworkOptions options = Fits.FullBatch(50, learningRate: 1e10) with
        {
            ValidationFraction = validationFraction, LabelColumnName = nameof(Example.Amount),
        };

        using NeuralNetworkTransformer fitted = ml.Regression.Trainers.NeuralNetwork(Output(), options).Fit(Examples.View(ml, 20));
        TrainingHistory history = fitted.Model.History;

        Assert.AreEqual(TrainingEnd.NonFiniteLoss, history.Ended);
        Assert.IsInRange(1, 49, history.Epochs.Count);
        Assert.AreEqual(validationFraction == 0 ? history.Epochs.Count : 1, history.BestEpoch);
        Assert.IsTrue(Weights.All(fitted).All(float.IsFinite));
        StringAssert.Contains(log.Warnings.Single(), $"epoch {history.Epochs.Count + 1}, batch 1");
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void A_gradient_that_overflows_under_a_finite_loss_does_not_reach_the_model(int epochs)
    {
        // Weights of 1e20 and features of 1e-10: an output of 1e30, whose gradient times the learning rate is 1e40.
        Example[] rows = [.. Examples.Make(20).Select(row => new Example
        {
            Features = [.. row.Features.Select(value => value * 1e-10f)], Amount = row.Amount,
        })];
        NeuralNetworkOptions options = Fits.FullBatch(epochs, learningRate: 1e30) with { Loss = Losses.MeanAbsoluteError() };

        using NeuralNetworkTransformer fitted = Fits.Regression(Chain(Dense(2, bias: false), Output(bias: false)), options, rows);

        Assert.AreEqual(TrainingEnd.NonFiniteLoss, fitted.Model.History.Ended);
        Assert.AreEqual(1, fitted.Model.History.BestEpoch);
        Assert.IsTrue(Weights.All(fitted).All(float.IsFinite));
    }
}
