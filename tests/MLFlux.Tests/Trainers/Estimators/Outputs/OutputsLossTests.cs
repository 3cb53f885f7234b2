using Microsoft.ML;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Estimators;

/// <summary>One update of a network of several heads is that of the same sum of losses, written with TorchSharp alone.</summary>
[TestClass]
public sealed class OutputsLossTests
{
    private const double Rate = 0.1;

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 1, BatchSize = 1000, Seed = 5, Optimizer = Optimizers.Sgd(Rate),
        Heads = [new HeadOptions("Price") { Loss = Losses.Huber(), Weight = 0.25 }, new HeadOptions("Kind") { Weight = 3 }],
    };

    [TestMethod]
    [DataRow(false, false, false)]
    [DataRow(true, false, false)]
    [DataRow(false, true, false)]
    [DataRow(true, true, false)]
    [DataRow(true, true, true, DisplayName = "by libtorch's graph")]
    public void Is_the_weighted_sum_of_the_heads_losses_over_the_rows_that_have_the_label(bool hasMissing, bool hasWeights, bool isGraph)
    {
        Offer[] rows = Offers.Make(57);
        for (int i = 0; i < rows.Length && hasMissing; i++)
        {
            rows[i].Price = i % 3 == 0 ? float.NaN : rows[i].Price;
            rows[i].Kind = i % 4 == 1 ? Offer.MissingKind : rows[i].Kind;
            rows[i].Gone = i % 5 == 2 ? float.NaN : rows[i].Gone;
        }

        Layer network = Chain(
            isGraph ? Parallel(Combine.Add, Dense(5, Activation.Tanh)) : Dense(5, Activation.Tanh),
            Outputs(
                ("Price", PredictionTask.Regression, Output()), ("Gone", PredictionTask.BinaryClassification, Output()),
                ("Kind", PredictionTask.MulticlassClassification, Output())));
        NeuralNetworkOptions options = s_options with { ExampleWeightColumnName = hasWeights ? "Weight" : null };
        using NeuralNetworkTransformer begun = Offers.Fit(network, options, rows);
        using NeuralNetworkTransformer updated = Offers.Fit(
            network, options with { InitialWeights = PretrainedWeights.FromModel(begun.Model) }, rows);

        (double loss, float[] expected) = Update([.. begun.Model.Weights], rows, hasWeights);

        Assert.AreEqual(loss, updated.Model.History.Epochs[0].TrainingLoss, 1e-5 * loss);
        Weights.AssertClose(expected, Weights.All(updated), 2e-6);
    }

    /// <summary>The loss, and the weights after one step, in the formulas of a user of TorchSharp.</summary>
    private static (double Loss, float[] Weights) Update(NetworkWeight[] weights, Offer[] rows, bool hasWeights)
    {
        using var scope = NewDisposeScope();
        Tensor[] learned = [.. weights.Select(weight =>
            tensor(weight.Values.ToArray()).view([.. weight.Shape.Select(size => (long)size)]).requires_grad_())];
        Tensor x = stack([.. rows.Select(row => tensor(row.Features))]);
        Tensor hidden = nn.functional.linear(x, learned[0], learned[1]).tanh();
        Tensor price = nn.functional.linear(hidden, learned[2], learned[3]).squeeze(1);
        Tensor gone = nn.functional.linear(hidden, learned[4], learned[5]).squeeze(1);
        Tensor kind = nn.functional.linear(hidden, learned[6], learned[7]);

        int[] priced = [.. Known(rows, row => !float.IsNaN(row.Price))], asked = [.. Known(rows, row => !float.IsNaN(row.Gone))],
            sorted = [.. Known(rows, row => row.Kind < 3)];
        double mean = priced.Average(row => (double)rows[row].Price);
        double deviation = Math.Sqrt(priced.Average(row => Math.Pow(rows[row].Price - mean, 2)));
        Tensor weighed = tensor(rows.Select(row => hasWeights ? row.Weight : 1f).ToArray());

        Tensor Mean(Tensor losses, int[] known) => (losses * weighed[tensor(Longs(known))]).sum() / weighed.sum();
        Tensor loss =
            (Mean(nn.functional.huber_loss(
                price[tensor(Longs(priced))], tensor(priced.Select(row => (float)((rows[row].Price - mean) / deviation)).ToArray()),
                reduction: nn.Reduction.None), priced) * 0.25)
            + Mean(nn.functional.binary_cross_entropy_with_logits(
                gone[tensor(Longs(asked))], tensor(asked.Select(row => rows[row].Gone).ToArray()), reduction: nn.Reduction.None), asked)
            + (Mean(nn.functional.cross_entropy(
                kind[tensor(Longs(sorted))], tensor(sorted.Select(row => (long)rows[row].Kind).ToArray()),
                reduction: nn.Reduction.None), sorted) * 3);
        loss.backward();
        using var noGradients = no_grad();
        return (loss.item<float>(), [.. learned.SelectMany(weight => (weight - (weight.grad! * Rate)).data<float>().ToArray())]);
    }

    private static IEnumerable<int> Known(Offer[] rows, Func<Offer, bool> isKnown) =>
        Enumerable.Range(0, rows.Length).Where(row => isKnown(rows[row]));

    private static long[] Longs(int[] values) => [.. values.Select(value => (long)value)];
}
