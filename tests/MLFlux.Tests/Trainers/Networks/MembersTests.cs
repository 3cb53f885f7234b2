using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>What a packed ensemble learns and says; what it computes otherwise, <see cref="LayerContractTests"/> shows.</summary>
[TestClass]
public sealed class MembersTests
{
    private const int Count = 3;

    private static readonly NeuralNetworkOptions s_options = new() { Epochs = 3, BatchSize = 60, Seed = 2,
        Optimizer = Optimizers.Adam(0.02) };

    [TestMethod]
    public void A_score_of_several_classes_is_the_mean_of_the_members_probabilities()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Members(Count, Chain(Dense(4, Tanh), Output())), Softmax()),
            s_options, rows);
        double[][][] members = MemberScores(fitted, rows, "0.network.");
        float[][] scores = Fits.Vectors(fitted, rows);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int label = 0; label < 3; label++)
                Assert.AreEqual(members.Average(member => SoftmaxOf(member[row])[label]), scores[row][label], 1e-5);
        }
    }

    [TestMethod]
    public void A_binary_score_is_the_logit_of_the_mean_probability()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer fitted = Fits.Binary(Members(Count, Chain(Dense(4, Tanh), Output(Sigmoid))), s_options, rows);
        double[][][] members = MemberScores(fitted, rows, "network.");
        float[] probabilities = Fits.Numbers(fitted, rows, "Probability"), scores = Fits.Numbers(fitted, rows);
        for (int row = 0; row < rows.Length; row++)
        {
            double mean = members.Average(member => 1 / (1 + Math.Exp(-member[row][0])));
            Assert.AreEqual(mean, probabilities[row], 1e-5);
            Assert.AreEqual(Math.Log(mean / (1 - mean)), scores[row], 1e-4);
        }
    }

    [TestMethod]
    public void A_regressions_score_is_the_mean_of_the_members_values()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer fitted = Fits.Regression(Members(Count, Chain(Dense(4, Tanh), Output())), s_options, rows);
        double[] means = [.. Enumerable.Range(0, rows.Length).Select(row =>
            MemberScores(fitted, rows, "network.").Average(member => member[row][0]))];
        double mean = rows.Average(row => (double)row.Amount), deviation = Math.Sqrt(rows.Average(row => Math.Pow(row.Amount - mean, 2)));
        float[] scores = Fits.Numbers(fitted, rows);
        for (int row = 0; row < rows.Length; row++)
            Assert.AreEqual(mean + (deviation * means[row]), scores[row], 1e-4);
    }

    /// <summary>Were it the loss of the mean, the members' gradients would depend on each other.</summary>
    [TestMethod]
    public void Training_makes_the_mean_of_the_members_losses_small()
    {
        Example[] rows = Examples.Make(60);
        NeuralNetworkOptions options = Fits.FullBatch(epochs: 1, learningRate: 1e-9);
        foreach (double weight in new[] { 1, 0.25 })
        {
            foreach (Example row in rows.Take(20))
                row.Weight = (float)weight;
            using NeuralNetworkTransformer fitted = Fits.Multiclass(
                Members(Count, Chain(Dense(4, Tanh), Output(), Softmax())),
                    options with { ExampleWeightColumnName = nameof(Example.Weight) }, rows);
            double[][][] members = MemberScores(fitted, rows, "network.");
            double expected = members.Average(member =>
                rows.Select((row, i) => -row.Weight * Math.Log(SoftmaxOf(member[i])[Array.IndexOf(Examples.Names,
                    row.Name)])).Sum() / rows.Sum(row => row.Weight));
            Assert.AreEqual(expected, fitted.Model.History.Epochs[0].TrainingLoss, 1e-5);
        }
    }

    [TestMethod]
    public void A_loss_that_is_no_mean_over_rows_is_each_members_own()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer fitted = Fits.Binary(
            Members(Count, Chain(Dense(4, Tanh), Output())), Fits.FullBatch(epochs: 1, learningRate: 1e-9) with { Loss = Losses.Dice() },
                rows);
        double[][][] members = MemberScores(fitted, rows, "network.");
        double expected = members.Average(member =>
        {
            double[] p = [.. member.Select(row => 1 / (1 + Math.Exp(-row[0])))];
            double both = p.Zip(rows, (yes, row) => row.Yes ? yes : 0).Sum();
            return 1 - (((2 * both) + 1) / (p.Sum(yes => yes * yes) + rows.Count(row => row.Yes) + 1));
        });
        Assert.AreEqual(expected, fitted.Model.History.Epochs[0].TrainingLoss, 1e-4);
    }

    [TestMethod]
    public void Members_differ_from_the_first_step_on()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Members(Count, Chain(Dense(4, Tanh), Output())),
            s_options with { Epochs = 1 }, rows);
        double[][][] members = MemberScores(fitted, rows, "network.");
        Assert.AreNotEqual(members[0][0][0], members[1][0][0]);
        Assert.AreNotEqual(members[1][0][0], members[2][0][0]);
    }

    [TestMethod]
    public void Networks_without_a_dense_layer_and_members_of_members_are_refused()
    {
        Assert.Contains("Dense", Assert.ThrowsExactly<ArgumentException>(() => Members(2, Chain(Flatten(), Activate(Relu)))).Message);
        Assert.Contains("members of their own", Assert.ThrowsExactly<ArgumentException>(() =>
            Members(2, Chain(Members(2, Dense(3)), Dense(2)))).Message);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Members(0, Dense(3)));
    }

    /// <summary>Raw outputs of the members, one after another, by their formula in double precision: [member][row][output].</summary>
    private static double[][][] MemberScores(NeuralNetworkTransformer fitted, Example[] rows, string path)
    {
        float[] Weight(string name) => fitted.Model.Weights.Single(weight => weight.Name == path + name).Values.ToArray();
        float[] w = Weight("0.weight"), b = Weight("0.bias"), r = Weight("0.r"), s = Weight("0.s"), own = Weight("1.weight"),
            ownBias = Weight("1.bias");
        int hidden = s.Length / Count, outputs = ownBias.Length / Count;
        return [.. Enumerable.Range(0, Count).Select(m => rows.Select(row =>
        {
            double[] h = [.. Enumerable.Range(0, hidden).Select(j => Math.Tanh((s[(m * hidden) + j]
                * Enumerable.Range(0, Examples.Width).Sum(i =>
                    (double)w[(j * Examples.Width) + i] * r[(m * Examples.Width) + i] * row.Features[i])) + b[(m * hidden) + j]))];
            return Enumerable.Range(0, outputs).Select(o =>
                ownBias[(m * outputs) + o] + Enumerable.Range(0, hidden).Sum(j =>
                    own[(((m * outputs) + o) * hidden) + j] * h[j])).ToArray();
        }).ToArray())];
    }

    private static double[] SoftmaxOf(double[] scores)
    {
        double[] exponentials = [.. scores.Select(Math.Exp)];
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}
