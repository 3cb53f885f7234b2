using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>What several labels cannot be learned from is refused by name.</summary>
[TestClass]
public sealed class MultilabelBadInputTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly MultilabelRow[] s_rows = MultilabelRow.Make(30);

    [TestMethod]
    [DataRow(nameof(Example.Yes), "Boolean")]
    [DataRow(nameof(Example.Name), "String")]
    [DataRow(nameof(Example.Key), "Key<UInt32>")]
    [DataRow(nameof(Example.Amount), "Single")]
    public void A_label_of_another_type_is_named_with_what_is_taken(string label, string type)
    {
        NeuralNetworkTrainer trainer = s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), label);

        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(Examples.View(s_ml, 10))).Message;

        StringAssert.Contains(message, $"Column '{label}' is {type}; expected Vector<Boolean>, or Vector<Single> of 0 and 1");
        StringAssert.Contains(message, "ml.Transforms.Concatenate");
    }

    [TestMethod]
    public void A_label_that_no_row_has_is_named()
    {
        IDataView keys = MultilabelRow.View(s_ml, s_rows.Select(row =>
            MultilabelRow.Of([row.Flags[0], false, row.Flags[2], row.Flags[3], false], row.Features)));

        string message = Refusal<InvalidOperationException>("Keys", keys);

        StringAssert.Contains(message, "No row has 'green', 'dark' in label column 'Keys'");
        StringAssert.Contains(message, "Leave it out of the labels");
        StringAssert.Contains(Refusal<InvalidOperationException>("Flags", keys), "No row has 'Flags.1', 'Flags.4' in label column 'Flags'");
    }

    [TestMethod]
    [DataRow(2f)]
    [DataRow(0.5f)]
    [DataRow(-1f)]
    [DataRow(float.PositiveInfinity)]
    public void A_number_other_than_0_and_1_is_named_with_its_row(float value)
    {
        MultilabelRow[] rows = MultilabelRow.Make(30);
        rows[17].Numbers[3] = value;

        string message = Refusal<InvalidOperationException>(nameof(MultilabelRow.Numbers), MultilabelRow.View(s_ml, rows));

        StringAssert.Contains(message, FormattableString.Invariant(
            $"Label column 'Numbers' has {value} for 'Numbers.3' in row 17; a label that a row has is 1, and one that it has not is 0."));
    }

    [TestMethod]
    public void A_row_whose_label_is_missing_is_left_out()
    {
        MultilabelRow[] rows = MultilabelRow.Make(60);
        rows[5].Numbers[1] = float.NaN;
        NeuralNetworkOptions options = Fits.FullBatch(5) with { LabelColumnName = nameof(MultilabelRow.Numbers) };

        using NeuralNetworkTransformer with = Fit(rows), without = Fit([.. rows.Where((_, i) => i != 5)]);

        CollectionAssert.AreEqual(without.Model.Weights[0].Values.ToArray(), with.Model.Weights[0].Values.ToArray());
        StringAssert.Contains(
            string.Join(" ", with.Model.History.LeftOut!.Select(rows => rows.ToString())), "with a missing label in 'Numbers'");

        NeuralNetworkTransformer Fit(MultilabelRow[] some) =>
            s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), options).Fit(MultilabelRow.View(s_ml, some));
    }

    [TestMethod]
    public void Options_that_make_no_sense_are_named_when_the_trainer_is_made()
    {
        StringAssert.Contains(
            Fault(new NeuralNetworkOptions { Loss = Losses.CrossEntropy() }),
            "Loss is CrossEntropy(), which is over classes that exclude each other; for several labels it is BinaryCrossEntropy().");
        StringAssert.Contains(Fault(new NeuralNetworkOptions { ClassWeights = ClassWeights.Balanced }), "ClassWeights are for classes");
        StringAssert.Contains(
            Fault(new NeuralNetworkOptions { DecisionThreshold = DecisionThreshold.Costs(-1, 2) }),
            "has the cost -1 for falsePositive; a cost has to be finite and at least 0");

        static string Fault(NeuralNetworkOptions options) => Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), options)).Message;
    }

    [TestMethod]
    public void Thresholds_need_rows_to_validate_on()
    {
        NeuralNetworkTrainer trainer = s_ml.MultilabelClassification.Trainers.NeuralNetwork(
            Output(), new NeuralNetworkOptions { LabelColumnName = "Flags", DecisionThreshold = DecisionThreshold.F1 });

        string message = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(MultilabelRow.View(s_ml, s_rows))).Message;

        StringAssert.Contains(
            message, "DecisionThreshold F1 is chosen on validation rows: set ValidationFraction, or give validation data to Fit.");
        trainer.Fit(MultilabelRow.View(s_ml, s_rows), MultilabelRow.View(s_ml, s_rows)).Dispose();
    }

    [TestMethod]
    public void A_network_of_another_width_is_named_with_the_number_of_labels()
    {
        string message = Assert.ThrowsExactly<NetworkShapeException>(() => s_ml.MultilabelClassification.Trainers
            .NeuralNetwork(Dense(3), "Flags").Fit(MultilabelRow.View(s_ml, s_rows))).Message;

        StringAssert.Contains(message, "label column 'Flags' has 5 labels");
        StringAssert.Contains(message, "Output() or Dense(5)");
    }

    [TestMethod]
    public void Validation_rows_of_other_labels_are_refused_by_name()
    {
        IDataView data = MultilabelRow.View(s_ml, s_rows);
        IDataView fewer = s_ml.Transforms.Concatenate("Flags", nameof(MultilabelRow.Flags), nameof(MultilabelRow.Flags)).Fit(data)
            .Transform(data);

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.MultilabelClassification.Trainers
                .NeuralNetwork(Output(), "Flags").Fit(data, fewer)).Message,
            "Column 'Flags' is one of 'Flags.0'");
    }

    private static string Refusal<T>(string label, IDataView data)
        where T : Exception =>
        Assert.ThrowsExactly<T>(() => s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), label).Fit(data)).Message;
}
