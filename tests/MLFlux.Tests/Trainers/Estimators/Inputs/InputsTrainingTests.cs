using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Networks over several columns learn, validate, stop, go on and stream as networks of one column do.</summary>
[TestClass]
public sealed class InputsTrainingTests
{
    private static readonly Listing[] s_rows = Listings.Make(120);

    /// <summary>Networks of one column, each with the rest behind it.</summary>
    private static IEnumerable<object[]> Alone =>
    [
        .. new (string Column, Layer First, Layer[] Behind)[]
        {
            ("Table", Dense(5, Tanh), [Dropout(0.2), Output()]),
            ("Table", Chain(Dense(5, Relu), Dense(4, Relu)), [Output()]),
            ("Photo", Conv((3, 3), 3, Relu), [Flatten(), BatchNorm(), Output()]),
            ("Text", Chain(Embedding(8, 3), Flatten()), [Dense(4, Relu), Output()]),
            ("Tags", Dense(6, Relu), [Output()]),
            ("Place", Members(3, Chain(Dense(4, Relu), Output())), []),
            ("Table", Chain(PiecewiseLinear(4), Dense(5, Relu), Output()), []),
        }.Select(one => new object[] { one.Column, one.First, one.Behind }),
    ];

    [TestMethod]
    [DynamicData(nameof(Alone))]
    public void Inputs_of_one_column_train_to_the_weights_of_the_network_without_to_the_bit(string column, Layer first, Layer[] rest)
    {
        NeuralNetworkOptions options = Listings.Options with { ValidationFraction = 0.2, BatchSize = 40 };
        using NeuralNetworkTransformer without = Listings.Fit(
            Chain([first, .. rest]), options with { FeatureColumnName = column }, s_rows);
        using NeuralNetworkTransformer with = Listings.Fit(Chain([Inputs((column, first)), .. rest]), options, s_rows);

        CollectionAssert.AreEqual(Weights.All(without), Weights.All(with));
        CollectionAssert.AreEqual(Listings.Scores(without, s_rows), Listings.Scores(with, s_rows));
        Assert.AreEqual(column, with.FeatureColumnName);
    }

    [TestMethod]
    public void Every_type_of_column_has_its_part_in_what_is_learned()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options with { Epochs = 60 }, s_rows);
        float[] scores = Listings.Scores(fitted, s_rows);
        double mean = s_rows.Average(row => row.Price);

        double error = scores.Zip(s_rows, (score, row) => Math.Pow(score - row.Price, 2)).Sum();
        Assert.IsLessThan(0.1, error / s_rows.Sum(row => Math.Pow(row.Price - mean, 2)));
        CollectionAssert.AreEqual(
            new[] { "Photo", "Text", "Table", "Place", "Tags", "Area", "Age", "Rooms", "Kind" }, fitted.FeatureColumnNames.ToArray());

        // Both rows are scored alone: in a block with others, the last bits of a score may differ, and would look like an effect.
        float alone = Listings.Scores(fitted, [s_rows[0]])[0];
        foreach (Action<Listing> change in new Action<Listing>[]
        {
            row => row.Photo = [.. row.Photo.Select(value => (byte)(255 - value))], row => row.Text = [7, 7, 7, 7, 7],
            row => row.Table = [3, 3, 3, 3], row => row.Place = [4, 4], row => row.Tags = new VBuffer<float>(Listing.Wide, 1, [9f], [3]),
            row => row.Area = 7, row => row.Age = 7, row => row.Rooms = 200, row => row.Kind = (row.Kind + 1) % 3,
        })
        {
            Listing row = Listings.Make(1)[0];
            change(row);
            Assert.IsGreaterThan(1e-3f, Math.Abs(Listings.Scores(fitted, [row])[0] - alone));
        }
    }

    [TestMethod]
    public void All_tasks_take_them()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Class", "Name").Fit(Listings.View(ml, s_rows))
            .Transform(Listings.View(ml, s_rows));
        using NeuralNetworkTransformer classes = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Chain(Listings.Network, Softmax()), Listings.Options with { LabelColumnName = "Class", Epochs = 30 }).Fit(data);
        using NeuralNetworkTransformer sold = ml.BinaryClassification.Trainers.NeuralNetwork(
            Listings.Network, Listings.Options with { LabelColumnName = "Sold", Epochs = 30 }).Fit(data);

        Assert.IsGreaterThan(0.9, ml.MulticlassClassification.Evaluate(classes.Transform(data), "Class").MicroAccuracy);
        Assert.IsGreaterThan(0.9, ml.BinaryClassification.Evaluate(sold.Transform(data), "Sold").Accuracy);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(1 << 20)]
    public void Broken_off_it_goes_on_to_the_same_bits(int? budget)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("fit.checkpoint");
        Listing[] rows = budget is null ? s_rows : Listings.Make(12_000);
        NeuralNetworkOptions options = Listings.Options with
        {
            Epochs = 4, ValidationFraction = 0.1, MemoryBudget = budget, BatchSize = budget is null ? 16 : 200,
        };
        using NeuralNetworkTransformer whole = Listings.Fit(Listings.Network, options, rows);
        Assert.ThrowsExactly<OperationCanceledException>(() => Listings.Fit(Listings.Network, options with
        {
            CheckpointPath = path,
            Progress = report => _ = report.Epoch == 2 ? throw new OperationCanceledException() : 0,
        }, rows));

        using NeuralNetworkTransformer resumed = Listings.Fit(Listings.Network, options with { ResumeFrom = path }, rows);

        Weights.AssertSame(whole, resumed);
    }

    [TestMethod]
    public void Training_further_goes_on_and_refuses_other_columns()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Listings.View(ml, s_rows);
        NeuralNetworkTrainer Trainer(Layer network, int epochs) =>
            ml.Regression.Trainers.NeuralNetwork(network, Listings.Options with { Epochs = epochs });
        using NeuralNetworkTransformer whole = Trainer(Listings.Network, 4).Fit(data), half = Trainer(Listings.Network, 2).Fit(data);

        using NeuralNetworkTransformer further = Trainer(Listings.Network, 2).Fit(data, half.Model);

        Weights.AssertSame(whole, further);
        using NeuralNetworkTransformer table = Trainer(Chain(Inputs(("Table", Dense(2))), Output()), 1).Fit(data);
        Assert.ThrowsExactly<ArgumentException>(
            () => Trainer(Chain(Inputs(("Tags", Dense(2))), Output()), 1).Fit(data, table.Model));
    }

    [TestMethod]
    public void Rows_with_a_value_that_is_no_number_are_left_out_by_the_name_of_its_column()
    {
        Listing[] rows = Listings.Make(40);
        rows[3].Area = float.NaN;
        rows[5].Place = [1, double.PositiveInfinity];

        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options, rows);

        string leftOut = string.Join("; ", fitted.Model.History.LeftOut!);
        StringAssert.Contains(leftOut, "'Area'");
        StringAssert.Contains(leftOut, "'Place'");
        Assert.AreEqual(38, fitted.Model.History.TrainingRows);
    }

    [TestMethod]
    public void A_validation_set_and_cross_validation_take_them()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Listings.View(ml, s_rows), held = Listings.View(ml, Listings.Make(30, seed: 2));
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(Listings.Network, Listings.Options);

        using NeuralNetworkTransformer fitted = trainer.Fit(data, held);
        Assert.AreEqual(30, fitted.Model.History.ValidationRows);
        Assert.HasCount(3, ml.Regression.CrossValidate(data, trainer, 3, "Price"));

        IDataView wrong = ml.Transforms.Concatenate("Table", "Table", "Area").Fit(held).Transform(held);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(data, wrong)).Message, "'Table'");
    }

    [TestMethod]
    public void Keys_of_validation_rows_are_taken_by_the_values_that_they_stand_for()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Listings.View(ml, s_rows);
        IDataView Keyed(params string[] order) => ml.Transforms.Conversion.MapValueToKey(
                "Class", "Name", keyData: ml.Data.LoadFromEnumerable(order.Select(name => new Named { Name = name })))
            .Fit(rows).Transform(rows);
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(
            Chain(Inputs(("Class", Chain(Embedding(4, 2), Flatten())), ("Area", Flatten())), Output()), Listings.Options);
        IDataView trained = Keyed("cheap", "fair", "dear");

        using NeuralNetworkTransformer same = trainer.Fit(trained, trained), other = trainer.Fit(trained, Keyed("dear", "cheap", "fair"));

        Assert.AreEqual(same.Model.History.Epochs[^1].ValidationLoss, other.Model.History.Epochs[^1].ValidationLoss);
    }

    [TestMethod]
    public void One_hot_columns_of_a_branch_become_entities()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Categorical.OneHotEncoding("Hot", "Name")
            .Append(ml.Transforms.Concatenate("Mixed", "Area", "Hot")).Fit(Listings.View(ml, s_rows))
            .Transform(Listings.View(ml, s_rows));
        using NeuralNetworkTransformer fitted = ml.Regression.Trainers.NeuralNetwork(
            Chain(Inputs(("Table", Dense(2)), ("Mixed", Chain(EntityEmbedding(2), Dense(3)))), Output()), Listings.Options).Fit(data);

        StringAssert.Contains(fitted.Model.ToString(), "EntityEmbedding(2, 1..4)");
        Assert.Contains("0.Mixed.0.0.weight", fitted.Model.Weights.Select(weight => weight.Name).ToArray());
    }

    [TestMethod]
    public void A_module_of_the_applications_own_is_a_branch()
    {
        OwnMlp.Register();
        Layer network = Chain(Inputs(("Table", new OwnMlp(4, 3)), ("Photo", Flatten())), Output());
        using NeuralNetworkTransformer fitted = Listings.Fit(network, Listings.Options, s_rows);

        Assert.IsTrue(Listings.Scores(fitted, s_rows).All(float.IsFinite));
    }

    [TestMethod]
    public void A_frozen_branch_stays_as_it_was()
    {
        NeuralNetworkOptions options = Listings.Options with { FrozenLayers = ["0.Table"] };
        using NeuralNetworkTransformer one = Listings.Fit(Listings.Dense3, options with { Epochs = 1 }, s_rows),
            more = Listings.Fit(Listings.Dense3, options, s_rows);

        float[] Of(NeuralNetworkTransformer fitted, string name) => fitted.Model.Weights.Single(w => w.Name == name).Values.ToArray();
        CollectionAssert.AreEqual(Of(one, "0.Table.weight"), Of(more, "0.Table.weight"));
        CollectionAssert.AreNotEqual(Of(one, "0.Tags.0.weight"), Of(more, "0.Tags.0.weight"));
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";
    }
}
