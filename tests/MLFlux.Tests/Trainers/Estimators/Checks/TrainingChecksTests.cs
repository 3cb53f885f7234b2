using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Trial fits tell a sound network from one that cannot learn.</summary>
[TestClass]
public sealed class TrainingChecksTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = Examples.Keyed(s_ml, Examples.Make(200));

    [TestMethod]
    public void A_sound_network_learns_one_batch_by_heart()
    {
        NeuralNetworkOptions options =
            new() { Optimizer = Optimizers.Adam(0.05), BatchSize = 16, Seed = 1, Progress = _ => Assert.Fail("A trial is not reported.") };
        OverfitCheck check = s_ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(16, Relu), Output()), options)
            .OverfitOneBatch(s_data);
        Assert.IsTrue(check.Succeeded, check.ToString());
        Assert.IsLessThan(500, check.Updates);
        Assert.AreEqual(1, check.Accuracy);
        StringAssert.Contains(check.ToString(), "was learned by heart");
    }

    [TestMethod]
    public void A_network_that_cannot_learn_does_not()
    {
        Layer stuck = Chain(Dense(4, Relu, initializer: Initializers.Zeros), Output(initializer: Initializers.Zeros));
        NeuralNetworkOptions options = new() { Optimizer = Optimizers.Adam(0.05), BatchSize = 16, Seed = 1 };
        OverfitCheck check = s_ml.MulticlassClassification.Trainers.NeuralNetwork(stuck, options).OverfitOneBatch(s_data, updates: 50);
        Assert.IsFalse(check.Succeeded);
        Assert.AreEqual(50, check.Updates);
        StringAssert.Contains(check.ToString(), "was not learned");
    }

    [TestMethod]
    public void The_learning_rate_grows_and_the_steepest_descent_is_suggested()
    {
        NeuralNetworkOptions options = new() { Optimizer = Optimizers.Sgd(), BatchSize = 20, Seed = 1, Epochs = 3 };
        LearningRateCurve curve = s_ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(8, Tanh), Output()), options)
            .FindLearningRate(s_data, 1e-5, 10, updates: 80);

        Assert.AreEqual(1e-5, curve.Points[0].LearningRate, 1e-12);
        Assert.IsLessThanOrEqualTo(80, curve.Points.Count);
        double ratio = Math.Pow(1e6, 1.0 / 79);
        for (int i = 1; i < curve.Points.Count; i++)
            Assert.AreEqual(ratio, curve.Points[i].LearningRate / curve.Points[i - 1].LearningRate, 1e-9);
        Assert.IsInRange(1e-3, 10, curve.Suggested);
        StringAssert.Contains(curve.ToString(), "falls fastest at");
    }

    [TestMethod]
    public void A_rate_far_too_high_ends_the_search_without_an_error()
    {
        NeuralNetworkOptions options = new() { Optimizer = Optimizers.Sgd(), BatchSize = 20, Seed = 1, LabelColumnName = "Amount" };
        LearningRateCurve curve = s_ml.Regression.Trainers.NeuralNetwork(Chain(Dense(8), Output()), options)
            .FindLearningRate(s_data, 1e-3, 1e30, updates: 60);
        Assert.IsLessThan(60, curve.Points.Count);
    }

    [TestMethod]
    public void Wrong_arguments_are_named()
    {
        NeuralNetworkTrainer trainer = s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear);
        Assert.AreEqual("updates", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.OverfitOneBatch(s_data, 0)).ParamName);
        Assert.AreEqual("highest",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.FindLearningRate(s_data, 1, 0.1)).ParamName);
    }
}
