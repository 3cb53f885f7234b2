using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>A class weight is a weight of the class's rows.</summary>
[TestClass]
public sealed class ClassWeightsTests
{
    private static readonly NeuralNetworkOptions Options = Fits.FullBatch(5);

    [TestMethod]
    public void A_class_of_weight_three_is_a_class_whose_rows_weigh_three()
    {
        Example[] rows = Examples.Make(30);
        using NeuralNetworkTransformer byClass = Fits.Multiclass(
            Examples.Linear, Options with { ClassWeights = ClassWeights.Of(("ash", 3)) }, rows);
        using NeuralNetworkTransformer byRow = Fits.Multiclass(
            Examples.Linear, Options with { ExampleWeightColumnName = nameof(Example.Weight) },
            Weigh(rows, row => row.Name == "ash" ? 3 : 1));
        using NeuralNetworkTransformer without = Fits.Multiclass(Examples.Linear, Options, rows);

        Weights.AssertClose(Weights.All(byRow), Weights.All(byClass), 1e-6);
        CollectionAssert.AreNotEqual(Weights.All(without), Weights.All(byClass));
    }

    [TestMethod]
    public void Balanced_classes_count_the_same_in_sum()
    {
        // 20 of oak, 7 of ash, 3 of elm: n / (K n_k).
        Example[] rows = [.. Examples.Make(60).Where((row, i) => row.Name == "oak" || i < (row.Name == "ash" ? 21 : 9))];
        using NeuralNetworkTransformer balanced = Fits.Multiclass(
            Examples.Linear, Options with { ClassWeights = ClassWeights.Balanced }, rows);
        using NeuralNetworkTransformer byHand = Fits.Multiclass(
            Examples.Linear,
            Options with { ExampleWeightColumnName = nameof(Example.Weight) },
            Weigh(rows, row => row.Name switch { "oak" => 30 / (3 * 20f), "ash" => 30 / (3 * 7f), _ => 30 / (3 * 3f) }));

        Weights.AssertClose(Weights.All(byHand), Weights.All(balanced), 1e-6);
    }

    [TestMethod]
    public void Multiply_the_weights_of_the_rows()
    {
        Example[] rows = Weigh(Examples.Make(30), row => 1 + row.Features[0]);
        NeuralNetworkOptions options = Options with { ExampleWeightColumnName = nameof(Example.Weight) };
        using NeuralNetworkTransformer both = Fits.Binary(Output(), options with { ClassWeights = ClassWeights.Of((true, 5)) }, rows);
        using NeuralNetworkTransformer product = Fits.Binary(Output(), options, Weigh(rows, row => row.Weight * (row.Yes ? 5 : 1)));

        Weights.AssertClose(Weights.All(product), Weights.All(both), 1e-6);
    }

    [TestMethod]
    public void Count_in_the_validation_loss_too()
    {
        Example[] rows = Examples.Make(30), held = Examples.Make(30, seed: 2);
        var ml = new MLContext(seed: 1);
        NeuralNetworkOptions options = Options with { LabelColumnName = nameof(Example.Yes) };

        double Loss(NeuralNetworkOptions used, Example[] validation)
        {
            NeuralNetworkTrainer trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Output(), used);
            using NeuralNetworkTransformer fitted = trainer.Fit(Examples.View(ml, rows), Examples.View(ml, validation));
            return fitted.Model.History.Epochs[0].ValidationLoss!.Value;
        }

        double byClass = Loss(options with { ClassWeights = ClassWeights.Of((true, 4)) }, held);
        Example[] weighted = Weigh(held, row => row.Yes ? 4 : 1);
        foreach (Example row in rows)
            row.Weight = row.Yes ? 4 : 1;
        double byRow = Loss(options with { ExampleWeightColumnName = nameof(Example.Weight) }, weighted);

        Assert.AreEqual(byRow, byClass, 1e-6);
    }

    [TestMethod]
    public void Count_alike_where_rows_are_streamed()
    {
        Example[] rows = Examples.Make(100_000);
        NeuralNetworkOptions options = Options with { Epochs = 2, ClassWeights = ClassWeights.Of(("ash", 3)) };
        using NeuralNetworkTransformer inMemory = Fits.Multiclass(Examples.Linear, options, rows);
        using NeuralNetworkTransformer streamed = Fits.Multiclass(Examples.Linear, options with { MemoryBudget = 1 << 20 }, rows);

        Weights.AssertClose(Weights.All(inMemory), Weights.All(streamed), 1e-4);
    }

    [TestMethod]
    public void Labels_are_named_as_they_stand_in_the_data()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, 30);
        IDataView numbered = ml.Transforms.Conversion.MapValueToKey("Label", nameof(Example.Code)).Fit(data).Transform(data);
        NeuralNetworkTrainer Trainer(string label, ClassWeights weights) => ml.MulticlassClassification.Trainers.NeuralNetwork(
            Examples.Linear, Options with { LabelColumnName = label, ClassWeights = weights });

        using NeuralNetworkTransformer number = Trainer("Label", ClassWeights.Of((20, 3))).Fit(numbered);
        using NeuralNetworkTransformer key = Trainer(nameof(Example.Key), ClassWeights.Of((2, 3))).Fit(numbered);

        Weights.AssertSame(number, key);
        CollectionAssert.AreEqual(new[] { "10", "20", "30" }, number.Model.Classes!.ToArray());
        CollectionAssert.AreEqual(new[] { "1", "2", "3" }, key.Model.Classes!.ToArray());
    }

    [TestMethod]
    public void Are_recorded()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Examples.Linear, Options with { ClassWeights = ClassWeights.Of(("oak", 2), ("elm", 0.5)) }, Examples.Make(9));

        Assert.AreEqual("Of((oak, 2), (elm, 0.5))", fitted.Model.Training.ClassWeights);
        Assert.AreEqual("Balanced", ClassWeights.Balanced.ToString());
    }

    [TestMethod]
    public void A_label_that_the_data_does_not_have_is_refused_before_a_row_is_read()
    {
        var ml = new MLContext(seed: 1);
        var probe = new ProbeView(Examples.Keyed(ml, Examples.Make(9)));
        NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Examples.Linear, Options with { ClassWeights = ClassWeights.Of(("oka", 2)) });

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(probe));

        Assert.AreEqual(
            "ClassWeights names 'oka', which label column 'Label' does not have; its labels are 'oak', 'ash', 'elm'.", error.Message);
        Assert.AreEqual(0, probe.Opened);
    }

    [TestMethod]
    public void All_faults_are_said_at_once()
    {
        var ml = new MLContext(seed: 1);
        NeuralNetworkOptions options =
            Options with { Epochs = 0, ClassWeights = ClassWeights.Of(("oak", 0), ("ash", double.NaN), ("ash", 1)) };

        var error = Assert.ThrowsExactly<ArgumentException>(() => ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), options));

        foreach (string fault in new[] { "Epochs is 0", "'oak' 0;", "'ash' NaN;", "'ash' 2 times" })
            Assert.Contains(fault, error.Message);
        Assert.ThrowsExactly<ArgumentException>(
            () => ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), Options with { ClassWeights = ClassWeights.Of() }));
    }

    [TestMethod]
    public void A_regression_has_no_classes()
    {
        var ml = new MLContext(seed: 1);

        var error = Assert.ThrowsExactly<ArgumentException>(
            () => ml.Regression.Trainers.NeuralNetwork(Output(), Options with { ClassWeights = ClassWeights.Balanced }));

        Assert.Contains("ExampleWeightColumnName", error.Message);
    }

    private static Example[] Weigh(Example[] rows, Func<Example, float> weight) =>
    [
        .. rows.Select(row => new Example
        {
            Features = row.Features, Name = row.Name, Code = row.Code, Key = row.Key, Yes = row.Yes, Amount = row.Amount,
            Weight = weight(row),
        }),
    ];
}
