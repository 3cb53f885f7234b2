using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests;

/// <summary>What every loss keeps to, of the one that takes sequences.</summary>
[TestClass]
public sealed class ConnectionistTemporalClassificationTests
{
    private const int Time = 5, Classes = 3, Blank = Classes - 1;

    private static readonly double[][] s_targets = [[0, 1], [1, -1], [0, 0], [-1, -1]];

    internal static Loss Loss => Losses.ConnectionistTemporalClassification();

    private static Tensor Target => tensor(s_targets.SelectMany(row => row).ToArray()).view(s_targets.Length, 2);

    [TestMethod]
    public void Is_minus_the_logarithm_of_the_probability_of_all_ways_to_the_sequence()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = Scores();
        double[] losses = [.. s_targets.Select((target, row) => OfRow(scores[row], [.. target.Where(value => value >= 0)]))];
        Assert.AreEqual(losses.Average(), Loss.Compute(scores, Target).item<double>(), 1e-12);
        Assert.AreEqual(losses.Average(), Loss.Compute(scores, Target.to(ScalarType.Int64)).item<double>(), 1e-12);

        double[] weights = [0.5, 3, 1.25, 2];
        double mean = losses.Zip(weights, (loss, weight) => loss * weight).Sum() / weights.Sum();
        Assert.AreEqual(mean, Loss.Compute(scores, Target, tensor(weights)).item<double>(), 1e-12);
    }

    [TestMethod]
    public void Has_the_gradient_that_differences_have()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = Scores().requires_grad_();
        Loss.Compute(scores, Target).backward();
        double[] differences = Numbers.Differences(scores, () => Loss.Compute(scores, Target).item<double>());
        Numbers.AreClose(differences, scores.grad!.ToDoubles(), 1e-8);
    }

    [TestMethod]
    public void Is_printed_as_it_is_written_and_reads_back() => Assert.AreEqual(Loss, Losses.Parse(Loss.ToString()));

    [TestMethod]
    public void Leaves_no_tensor_behind()
    {
        using Tensor scores = Scores(), target = Target;
        Loss.Compute(scores, target).Dispose();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Loss.Compute(scores, target).Dispose();
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    [DataRow(new double[] { 0, 2 }, "row 0 of the target is [0, 2]; it takes classes from 0 to 1")]
    [DataRow(new double[] { 0.5, 1 }, "row 0 of the target is [0.5, 1]")]
    [DataRow(new double[] { -1, 1 }, "row 0 of the target is [-1, 1]")]
    [DataRow(new double[] { double.NaN, 1 }, "row 0 of the target is [NaN, 1]")]
    [DataRow(new double[] { 1, 1, 1, 0 }, "row 0 of the target needs 6 steps of time, and the output has 5.")]
    public void A_target_that_cannot_be_is_refused_by_its_row(double[] target, string says)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = Scores().narrow(0, 0, 1);
        string message = Assert.ThrowsExactly<ArgumentException>(() => Loss.Compute(scores, tensor(target).view(1, -1))).Message;
        StringAssert.Contains(message, says);
    }

    [TestMethod]
    public void Shapes_that_do_not_match_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.ThrowsExactly<ArgumentException>(() => Loss.Compute(Scores(), Target.narrow(0, 0, 1)));
        Assert.ThrowsExactly<ArgumentException>(() => Loss.Compute(Scores().select(1, 0), Target));
        Assert.ThrowsExactly<ArgumentException>(() => Loss.Compute(Scores(), Target, tensor([1.0, 2])));
    }

    [TestMethod]
    public void A_network_learns_sequences_of_different_length()
    {
        using var model = new LiveNetwork(Chain(Rnn(16, returnSequences: true), Dense(Classes)), new Shape(Time, 1), seed: 1);
        using var optimizer = new LiveOptimizer(model, Optimizers.Adam(0.05));
        var batch = ObservationBatch.Of(new Observation([1, 0, 0, 0, 0], [0]), new Observation([0, 0, 1, 1, -1], [1, 0]));
        model.Train(Loss, Enumerable.Repeat(batch, 150), optimizer);
        Assert.IsLessThan(0.1, model.Loss(Loss, batch));
    }

    [TestMethod]
    public void A_trainer_says_that_a_label_is_no_sequence()
    {
        string message = Assert.Throws<ArgumentException>(
            () => Fits.Binary(Examples.Hidden, new NeuralNetworkOptions { Epochs = 1, Loss = Loss }, Examples.Make(9))).Message;
        StringAssert.Contains(message, "Train with a LiveNetwork.");
    }

    private static Tensor Scores() => Numbers.Normal(3, ScalarType.Float64, s_targets.Length, Time, Classes);

    /// <summary>All ways through time, one by one.</summary>
    private static double OfRow(Tensor scores, double[] target)
    {
        double[][] rows = [.. scores.ToDoubles().Chunk(Classes)];
        double sum = 0;
        for (int way = 0; way < Math.Pow(Classes, Time); way++)
        {
            int[] path = [.. Enumerable.Range(0, Time).Select(time => way / (int)Math.Pow(Classes, time) % Classes)];
            double[] collapsed = [.. path.Where((k, time) => k != Blank && (time == 0 || path[time - 1] != k)).Select(k => (double)k)];
            if (collapsed.SequenceEqual(target))
                sum += path.Select((k, time) => Math.Exp(rows[time][k]) / rows[time].Sum(Math.Exp)).Aggregate((a, b) => a * b);
        }

        return -Math.Log(sum);
    }
}
