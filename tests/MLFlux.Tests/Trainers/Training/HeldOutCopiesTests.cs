using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>
/// A network that knows its training rows by heart is not validated on copies of them. Labels are drawn by chance, so that rows held out
/// cannot be predicted, but where a copy was trained on.
/// </summary>
[TestClass]
public sealed class HeldOutCopiesTests
{
    private const int Different = 40, Width = 20;

    private static readonly Layer s_network = Chain(Dense(64, Relu), Output());

    private static readonly NeuralNetworkOptions s_options = new()
    {
        LabelColumnName = nameof(Coin.Heads), Epochs = 60, BatchSize = 16, Seed = 2, Optimizer = Optimizers.Adam(0.01),
        TemperatureScaling = false,
    };

    [TestMethod]
    public void Rows_held_out_by_a_fraction_had_copies_among_those_trained_on() =>
        AssertHonest(Fit(s_options with { ValidationFraction = 0.3 }, Rows(copies: 3)));

    [TestMethod]
    public void Rows_of_a_fold_had_copies_in_the_others() =>
        AssertHonest(Fit(s_options with { BaggedFolds = 3 }, Rows(copies: 3)));

    [TestMethod]
    public void Rows_that_are_streamed_had_copies_among_those_trained_on() =>
        AssertHonest(Fit(s_options with { ValidationFraction = 0.3, MemoryBudget = 1 << 20 }, Rows(copies: 3, repeat: 60)));

    [TestMethod]
    public void Copies_were_not_found_where_one_stores_zeros_and_the_other_does_not()
    {
        Coin[] rows = Rows(copies: 2);
        for (int i = 0; i < rows.Length; i++)
        {
            float[] values = [.. rows[i].Values.GetValues()];
            Array.Clear(values, 5, Width - 5);
            VBuffer<float> sparse = new(Width, 5, values[..5], [0, 1, 2, 3, 4]);
            rows[i] = new Coin { Heads = rows[i].Heads, Values = i < Different ? new(Width, values) : sparse };
        }

        TrainingHistory history = Fit(s_options with { ValidationFraction = 0.5, Epochs = 1 }, rows);
        Assert.AreEqual(0, history.ValidationRows % 2, "A row was held out without its copy.");
    }

    [TestMethod]
    public void Rows_of_few_kinds_are_no_copies()
    {
        // Four kinds of row, fifty of each: new rows will be of these kinds, too, and a tenth of the rows is five of each.
        Coin[] rows = [.. Enumerable.Range(0, 200).Select(row => new Coin
        {
            Heads = row % 4 is 1 or 2, Values = new(Width, [.. Enumerable.Range(0, Width).Select(i => (float)((row >> (i % 2)) & 1))]),
        })];
        TrainingHistory history = Fit(s_options with { ValidationFraction = 0.1, Epochs = 1 }, rows);
        Assert.AreEqual(20, history.ValidationRows);
    }

    [TestMethod]
    public void A_row_and_its_copies_alone_can_still_be_divided()
    {
        Example[] rows = [.. Enumerable.Repeat(Examples.Make(1)[0], 6)];
        using NeuralNetworkTransformer model = Fits.Regression(
            s_network, new NeuralNetworkOptions { ValidationFraction = 0.3, Epochs = 1 }, rows);
        TrainingHistory history = model.Model.History;
        Assert.AreEqual(6, history.TrainingRows + history.ValidationRows);
        Assert.AreEqual(2, history.ValidationRows);
    }

    /// <summary>What was trained on is known by heart, and what was held out is a matter of chance.</summary>
    private static void AssertHonest(TrainingHistory history)
    {
        EpochReport last = history.Epochs[^1];
        Assert.IsLessThan(0.3, last.TrainingLoss);
        Assert.IsGreaterThan(0.5, last.ValidationLoss!.Value);
    }

    private static TrainingHistory Fit(NeuralNetworkOptions options, Coin[] rows)
    {
        var ml = new MLContext(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Coin));
        schema[nameof(Coin.Values)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        IDataView view = ml.Data.LoadFromEnumerable(rows, schema);
        using NeuralNetworkTransformer model = ml.BinaryClassification.Trainers
            .NeuralNetwork(s_network, options with { FeatureColumnName = nameof(Coin.Values) }).Fit(view);
        return model.Model.History;
    }

    private static Coin[] Rows(int copies, int repeat = 1)
    {
        var random = new Random(7);
        Coin[] different = [.. Enumerable.Range(0, Different * repeat).Select(_ => new Coin
        {
            Values = new(Width, [.. Enumerable.Range(0, Width).Select(_ => (float)(random.NextDouble() - 0.5))]),
            Heads = random.Next(2) == 0,
        })];
        return [.. Enumerable.Repeat(different, copies).SelectMany(rows => rows)];
    }

    private sealed class Coin
    {
        public VBuffer<float> Values { get; set; }

        public bool Heads { get; set; }
    }
}
