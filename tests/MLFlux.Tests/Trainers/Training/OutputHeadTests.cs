using MLFlux.Construction;
using MLFlux.Tests.Support;
using MLFlux.Training;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>What a network ends in, its loss and its score belong together, however it is written.</summary>
[TestClass]
public sealed class OutputHeadTests
{
    private static readonly Example[] Rows = Examples.Make(45);

    /// <summary>Enough updates for a linear network to come to rest.</summary>
    private static readonly NeuralNetworkOptions Steps =
        Fits.FullBatch(300) with { Optimizer = Optimizers.Sgd(learningRate: 0.2, momentum: 0.9) };

    [TestMethod]
    public void A_final_softmax_changes_nothing_under_cross_entropy()
    {
        using NeuralNetworkTransformer with = Fits.Multiclass(Chain(Dense(4, Tanh), Dense(3), Softmax()), Fits.FullBatch(6), Rows);
        using NeuralNetworkTransformer without = Fits.Multiclass(Chain(Dense(4, Tanh), Dense(3)), Fits.FullBatch(6), Rows);
        using NeuralNetworkTransformer nested = Fits.Multiclass(Chain(Dense(4, Tanh), Chain(Output(), Softmax())), Fits.FullBatch(6), Rows);

        CollectionAssert.AreEqual(Weights.All(without), Weights.All(with));
        CollectionAssert.AreEqual(Weights.All(without), Weights.All(nested));
        float[][] expected = Fits.Vectors(without, Rows), actual = Fits.Vectors(with, Rows);
        for (int row = 0; row < Rows.Length; row++)
        {
            CollectionAssert.AreEqual(expected[row], actual[row]);
            Assert.AreEqual(1, actual[row].Sum(), 1e-6);
        }
    }

    [TestMethod]
    public void A_final_sigmoid_changes_nothing_under_binary_cross_entropy()
    {
        using NeuralNetworkTransformer with = Fits.Binary(Chain(Dense(4, Tanh), Dense(1, Sigmoid)), Fits.FullBatch(6), Rows);
        using NeuralNetworkTransformer without = Fits.Binary(Chain(Dense(4, Tanh), Dense(1)), Fits.FullBatch(6), Rows);

        Weights.AssertSame(without, with);
        CollectionAssert.AreEqual(Fits.Numbers(without, Rows), Fits.Numbers(with, Rows));
    }

    [TestMethod]
    public void The_squared_error_of_a_softmax_is_trained_through_the_softmax()
    {
        NeuralNetworkOptions options = Fits.FullBatch(1) with { Loss = Losses.MeanSquaredError() };
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(3), Softmax()), options, Rows);

        AssertFirstStep(fitted, output => nn.functional.mse_loss(nn.functional.softmax(output, 1), OneHot()));
    }

    [TestMethod]
    public void The_squared_error_of_yes_and_no_is_that_of_the_probability()
    {
        NeuralNetworkOptions options = Fits.FullBatch(1) with { Loss = Losses.MeanSquaredError() };
        using Tensor targets = tensor(Rows.Select(row => row.Yes ? 1f : 0f).ToArray()).view(-1, 1);
        foreach (Layer network in new Layer[] { Chain(Dense(1, Sigmoid)), Chain(Dense(1)) })
        {
            using NeuralNetworkTransformer fitted = Fits.Binary(network, options, Rows);
            AssertFirstStep(fitted, output => nn.functional.mse_loss(sigmoid(output), targets));
        }
    }

    [TestMethod]
    public void Probability_is_the_sigmoid_of_the_logit_and_stays_off_its_ends()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(Dense(4, Tanh), Output()), Fits.FullBatch(30), Rows);
        // A feature of a million gives logits far beyond what a float's sigmoid can tell from 0 and 1.
        Example[] rows = [.. Rows, new() { Features = [1e6f, 0, 0] }, new() { Features = [-1e6f, 0, 0] }];
        using NeuralNetworkTransformer linear = Fits.Binary(Output(), Fits.FullBatch(30), Rows);
        foreach (NeuralNetworkTransformer transformer in new[] { fitted, linear })
        {
            float[] logits = Fits.Numbers(transformer, rows), probabilities = Fits.Numbers(transformer, rows, "Probability");
            for (int row = 0; row < rows.Length; row++)
            {
                Assert.AreEqual(1 / (1 + Math.Exp(-logits[row])), probabilities[row], 1e-6);
                Assert.IsTrue(probabilities[row] is > 0 and < 1);
            }
        }
    }

    [TestMethod]
    [DataRow(5f, 500f)]
    [DataRow(0f, 1f)]
    [DataRow(-1e6f, 1e6f)]
    public void Numbers_of_any_size_are_learned_alike(float from, float to)
    {
        float least = Rows.Min(row => row.Amount), range = Rows.Max(row => row.Amount) - least;
        Example[] rows = [
            .. Rows.Select(row => new Example { Features = row.Features, Amount = from + (to - from) * (row.Amount - least) / range })];

        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Steps, rows);
        float[] scores = Fits.Numbers(fitted, rows);

        for (int row = 0; row < rows.Length; row++)
            Assert.AreEqual(rows[row].Amount, scores[row], 0.02 * (to - from));
    }

    [TestMethod]
    public void Several_numbers_are_learned_at_once_each_on_its_own_scale()
    {
        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Steps, Rows, nameof(Example.Amounts));
        float[][] scores = Fits.Vectors(fitted, Rows);

        for (int row = 0; row < Rows.Length; row++)
        {
            Assert.AreEqual(Rows[row].Amounts[0], scores[row][0], 0.05);
            Assert.AreEqual(Rows[row].Amounts[1], scores[row][1], 2);
        }
    }

    [TestMethod]
    public void A_constant_target_is_given_back()
    {
        Example[] rows = [.. Rows.Select(row => new Example { Features = row.Features, Amount = 42 })];
        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Steps, rows);

        foreach (float score in Fits.Numbers(fitted, rows))
            Assert.AreEqual(42, score, 0.01);
    }

    public static IEnumerable<object[]> Heads =>
    [
        [Chain(Dense(3), Softmax()), PredictionTask.MulticlassClassification, Losses.CrossEntropy(), "None"],
        [Chain(Dense(3), Softmax()), PredictionTask.MulticlassClassification, Losses.MeanSquaredError(), "Softmax"],
        [Dense(3), PredictionTask.MulticlassClassification, Losses.MeanSquaredError(), "None"],
        [Dense(3), PredictionTask.MulticlassClassification, Losses.Dice(), "Softmax"],
        [Dense(1, Sigmoid), PredictionTask.BinaryClassification, Losses.BinaryCrossEntropy(), "None"],
        [Dense(1, Sigmoid), PredictionTask.BinaryClassification, Losses.MeanSquaredError(), "Sigmoid"],
        [Dense(1), PredictionTask.BinaryClassification, Losses.MeanSquaredError(), "Sigmoid"],
        [Dense(1), PredictionTask.BinaryClassification, Losses.Hinge(), "None"],
        [Dense(1, Sigmoid), PredictionTask.Regression, Losses.MeanSquaredError(), "None"],
    ];

    [TestMethod]
    [DynamicData(nameof(Heads))]
    public void A_loss_is_given_what_it_asks_for_of_the_head(Layer network, PredictionTask task, Loss loss, string function) =>
        Assert.AreEqual(function, LossHead.Of(OutputHead.Of(network, task), loss).Function.ToString());

    [TestMethod]
    public void A_network_of_no_task_has_the_head_that_it_ends_in()
    {
        Assert.AreEqual(HeadFunction.Softmax, OutputHead.Of(Chain(Dense(3), Softmax())).Function);
        Assert.AreEqual(HeadFunction.Sigmoid, OutputHead.Of(Dense(1, Sigmoid)).Function);
        foreach (Layer network in new Layer[] { Dense(3), Chain(Dense(3), LogSoftmax()), Softmax() })
        {
            OutputHead head = OutputHead.Of(network);
            Assert.AreEqual(HeadFunction.None, head.Function);
            Assert.AreEqual(network, head.Body);
        }
    }

    private static Tensor OneHot() =>
        nn.functional.one_hot(tensor(Rows.Select(row => (long)Array.IndexOf(Examples.Names, row.Name)).ToArray()), 3)
        .to_type(ScalarType.Float32);

    /// <summary>The reported loss of the first epoch is that of a plain module with the first weights.</summary>
    private static void AssertFirstStep(NeuralNetworkTransformer fitted, Func<Tensor, Tensor> loss)
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = Chain(Dense((int)fitted.Model.OutputWidth))
            .Build(fitted.Model.InputShape, new Random(fitted.Model.Training.Seed).Next());
        Tensor output = module.call(tensor(Rows.SelectMany(row => row.Features).ToArray()).view(-1, Examples.Width));

        Assert.AreEqual(loss(output).item<float>(), fitted.Model.History.Epochs[0].TrainingLoss, 1e-6);
    }
}
