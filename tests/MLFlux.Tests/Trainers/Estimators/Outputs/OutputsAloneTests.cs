using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>A network with one head is the network without: to the bit, whatever it is made of and learns.</summary>
[TestClass]
public sealed class OutputsAloneTests
{
    private static readonly Offer[] s_rows = Offers.Make(120);
    private static readonly NeuralNetworkOptions s_options = Offers.Options with { ValidationFraction = 0.2, BatchSize = 40 };

    private static IEnumerable<object[]> Alone =>
    [
        .. new (string Label, Layer[] Body, Layer Head, Loss? Loss)[]
        {
            ("Price", [Dense(5, Tanh), Dropout(0.2)], Output(), null),
            ("Price", [], Chain(Dense(5, Relu), Output()), Losses.Huber()),
            ("Price", [Dense(5, Tanh), BatchNorm()], Output(), null),
            ("Price", [Dense(5, Softplus)], Output(Softplus), Losses.Poisson()),
            ("Price", [Dense(5, Tanh)], Output(), Losses.Quantile(0.2, 0.5, 0.8)),
            ("Sizes", [PiecewiseLinear(4), Dense(5, Relu)], Output(), null),
            ("Sold", [Dense(5, Tanh)], Output(Sigmoid), null),
            ("Sold", [Dense(5, Tanh)], Output(), Losses.Hinge()),
            ("Sold", [Dense(5, Tanh)], Chain(Dense(3), Output()), Losses.Dice()),
            ("Kind", [Dense(5, Tanh)], Chain(Output(), Softmax()), null),
            ("Kind", [Dense(5, Tanh)], Output(), Losses.Focal()),
        }.SelectMany(one => new[] { (string?)null, "Weight" }
            .Select(weight => new object?[] { one.Label, one.Body, one.Head, one.Loss, weight }))!,
    ];

    [TestMethod]
    [DynamicData(nameof(Alone))]
    public void Trains_to_the_weights_of_the_network_without_to_the_bit(string label, Layer[] body, Layer head, Loss? loss, string? weight)
    {
        NeuralNetworkOptions options = s_options with { ExampleWeightColumnName = weight };
        using NeuralNetworkTransformer without = Plain(Chain([.. body, head]), options with { LabelColumnName = label, Loss = loss });
        using NeuralNetworkTransformer with = Offers.Fit(
            Chain([.. body, Outputs((label, head))]), options with { Heads = [new HeadOptions(label) { Loss = loss }] }, s_rows);

        CollectionAssert.AreEqual(Weights.All(without), Weights.All(with));
        CollectionAssert.AreEqual(
            without.Model.History.Epochs.Select(epoch => epoch.ValidationLoss).ToArray(),
            with.Model.History.Epochs.Select(epoch => epoch.ValidationLoss).ToArray());
        using NeuralNetworkTransformer taken = with.Head(label);
        Assert.AreEqual(without.Model.Network.ToString(), taken.Model.Network.ToString());
        Assert.AreEqual(without.Model.Temperature, taken.Model.Temperature);
        CollectionAssert.AreEqual(
            without.Model.Weights.Select(one => one.Name).ToArray(), taken.Model.Weights.Select(one => one.Name).ToArray());
        CollectionAssert.AreEqual(Scores(without), Scores(taken));
    }

    private static NeuralNetworkTransformer Plain(Layer network, NeuralNetworkOptions options)
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkTrainer trainer = options.LabelColumnName switch
        {
            "Sold" => ml.BinaryClassification.Trainers.NeuralNetwork(network, options),
            "Kind" => ml.MulticlassClassification.Trainers.NeuralNetwork(network, options),
            _ => ml.Regression.Trainers.NeuralNetwork(network, options),
        };
        return trainer.Fit(Offers.View(ml, s_rows));
    }

    /// <summary>All that a model adds, as text.</summary>
    private static string[] Scores(NeuralNetworkTransformer model)
    {
        var ml = new MLContext();
        IDataView rows = Offers.View(ml, s_rows);
        string[] added = [.. model.GetOutputSchema(rows.Schema).Skip(rows.Schema.Count).Select(column => column.Name)];
        return [.. model.Transform(rows).Preview(s_rows.Length).RowView.Select(row => string.Join(
            "; ", row.Values.Where(value => added.Contains(value.Key)).Select(value => $"{value.Key} {value.Value}")))];
    }
}
