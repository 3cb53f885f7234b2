using Microsoft.ML;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>One seed decides everything, and nothing outside a fit has a part in it.</summary>
[TestClass]
public sealed class SeedTests
{
    private static readonly Layer Network = Chain(Dense(16, Relu), BatchNorm(), Dropout(0.3), Output());

    [TestMethod]
    public void The_same_seed_gives_the_same_weights_to_the_bit()
    {
        using NeuralNetworkTransformer first = Fit(1), second = Fit(1), other = Fit(2);

        Weights.AssertSame(first, second);
        CollectionAssert.AreNotEqual(Weights.All(first), Weights.All(other));
    }

    [TestMethod]
    [DataRow(8)]
    [DataRow(40)]
    [DataRow(100)]
    public void The_same_seed_gives_convolutions_the_same_weights_to_the_bit(int batchSize)
    {
        Layer network = Chain(Reshape(1, 3), Conv(2, 7, Relu, padding: 1), MeanPool(2), Conv(1, 3, Tanh), Flatten(), Output());
        NeuralNetworkTransformer FitAgain() =>
            Fits.Multiclass(network, new NeuralNetworkOptions { Seed = 3, Epochs = 3, BatchSize = batchSize }, Examples.Make(110));
        using NeuralNetworkTransformer first = FitAgain(), second = FitAgain();

        Weights.AssertSame(first, second);
    }

    [TestMethod]
    public void The_seed_of_the_context_stands_in_for_that_of_the_options()
    {
        using NeuralNetworkTransformer context = Fit(new MLContext(seed: 5), null), again = Fit(new MLContext(seed: 5), null);
        using NeuralNetworkTransformer options = Fit(new MLContext(seed: 6), 5);

        Assert.AreEqual(5, context.Model.Training.Seed);
        Weights.AssertSame(context, again);
        Weights.AssertSame(context, options);
    }

    [TestMethod]
    public void Without_any_seed_fits_differ_and_the_record_lets_them_be_repeated()
    {
        using NeuralNetworkTransformer first = Fit(new MLContext(), null), second = Fit(new MLContext(), null);
        using NeuralNetworkTransformer repeated = Fit(new MLContext(), first.Model.Training.Seed);

        CollectionAssert.AreNotEqual(Weights.All(first), Weights.All(second));
        Weights.AssertSame(first, repeated);
    }

    [TestMethod]
    public void Fitting_and_scoring_leave_libtorchs_generator_alone()
    {
        Libtorch.Load();
        torch.random.manual_seed(11);
        float[] expected = Draw();

        torch.random.manual_seed(11);
        using NeuralNetworkTransformer fitted = Fit(1);
        Fits.Vectors(fitted, Examples.Make(5));

        CollectionAssert.AreEqual(expected, Draw());
    }

    [TestMethod]
    [DataRow(16, true)]
    [DataRow(64, false)]
    public void Fits_at_the_same_time_give_what_each_gives_alone(int batchSize, bool normalises)
    {
        Layer network = normalises ? Network : Chain(Dense(16, Relu), Dropout(0.3), Output());
        Example[] rows = Examples.Make(200);
        NeuralNetworkTransformer FitSeed(int seed) =>
            Fits.Multiclass(network, new NeuralNetworkOptions { Seed = seed, Epochs = 8, BatchSize = batchSize, ValidationFraction = 0.2 },
                rows);
        using NeuralNetworkTransformer alone = FitSeed(1), otherAlone = FitSeed(2);
        NeuralNetworkTransformer[] together = new NeuralNetworkTransformer[6];

        // Threads that have not called libtorch before, as a server's would not have.
        Thread[] threads = [.. Enumerable.Range(0, together.Length).Select(i => new Thread(() => together[i] = FitSeed(1 + i % 2)))];
        foreach (Thread thread in threads)
        {
            thread.Start();
            Thread.Sleep(3);
        }

        foreach (Thread thread in threads)
            thread.Join();

        for (int i = 0; i < together.Length; i++)
        {
            Weights.AssertSame(i % 2 == 0 ? alone : otherAlone, together[i]);
            together[i].Dispose();
        }
    }

    [TestMethod]
    public void A_fit_leaves_libtorch_as_many_threads_as_it_had()
    {
        Libtorch.Load();
        int threads = torch.get_num_threads();
        var options = new NeuralNetworkOptions { Epochs = 3, BatchSize = 64 };

        Fits.Multiclass(Examples.Linear, options, Examples.Make(200)).Dispose();
        Assert.AreEqual(threads, torch.get_num_threads());

        NeuralNetworkOptions failing = options with { Progress = _ => throw new FormatException() };
        Assert.ThrowsExactly<FormatException>(() => Fits.Multiclass(Examples.Linear, failing, Examples.Make(200)));
        Assert.AreEqual(threads, torch.get_num_threads());
    }

    [TestMethod]
    public void One_trainer_may_be_fitted_again_and_gives_the_same()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.Keyed(ml, Examples.Make(60));
        NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Network, epochs: 2);
        NeuralNetworkOptions before = trainer.Options with { };

        using NeuralNetworkTransformer first = trainer.Fit(data), second = trainer.Fit(data);

        Weights.AssertSame(first, second);
        Assert.AreEqual(before, trainer.Options);
        Assert.AreSame(Network, trainer.Network);
    }

    [TestMethod]
    public void Each_epoch_has_an_order_of_its_own()
    {
        // One row a batch and one pass: the loss of an epoch depends on the order of its rows, the first included.
        Example[] rows = Examples.Make(40);
        NeuralNetworkOptions options = Fits.FullBatch(1) with { BatchSize = 1, Optimizer = Optimizers.Sgd(0.5) };
        using NeuralNetworkTransformer shuffled = Fits.Binary(Output(initializer: Initializers.Zeros), options, rows);
        using NeuralNetworkTransformer otherOrder = Fits.Binary(
            Output(initializer: Initializers.Zeros), options with { Seed = 8 }, rows);

        Assert.AreNotEqual(shuffled.Model.History.Epochs[0].TrainingLoss, otherOrder.Model.History.Epochs[0].TrainingLoss);
    }

    private static NeuralNetworkTransformer Fit(int seed) => Fit(new MLContext(), seed);

    private static NeuralNetworkTransformer Fit(MLContext ml, int? seed) =>
        ml.MulticlassClassification.Trainers.NeuralNetwork(
            Network, new NeuralNetworkOptions { Seed = seed, Epochs = 3, BatchSize = 16, ValidationFraction = 0.2 })
        .Fit(Examples.Keyed(ml, Examples.Make(120)));

    private static float[] Draw()
    {
        using torch.Tensor numbers = torch.rand(4);
        return numbers.data<float>().ToArray();
    }
}
