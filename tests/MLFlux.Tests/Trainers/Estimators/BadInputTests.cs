using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>What cannot be trained is refused by name, before a row is read.</summary>
[TestClass]
public sealed class BadInputTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void A_missing_column_is_named_with_those_there_are()
    {
        foreach (NeuralNetworkOptions options in new NeuralNetworkOptions[]
        {
            new() { LabelColumnName = nameof(Example.Yes), FeatureColumnName = "Pixels" },
            new() { LabelColumnName = "Pixels" },
            new() { LabelColumnName = nameof(Example.Yes), ExampleWeightColumnName = "Pixels" },
        })
        {
            string message = Refusal<ArgumentOutOfRangeException>(Binary(Output(), options));
            StringAssert.Contains(message, "Column 'Pixels' is missing");
            StringAssert.Contains(message, "'Features'");
        }
    }

    [TestMethod]
    [DataRow(nameof(Example.Name), "String")]
    [DataRow(nameof(Example.Amount), "Single")]
    [DataRow(nameof(Example.Key), "Key<UInt32>")]
    public void A_feature_column_of_another_type_is_named_with_both_types(string column, string type)
    {
        string message = Refusal<ArgumentOutOfRangeException>(
            Binary(Output(), new NeuralNetworkOptions { LabelColumnName = nameof(Example.Yes), FeatureColumnName = column }));

        StringAssert.Contains(message, $"Column '{column}' is {type}; expected Vector<Single>");
    }

    [TestMethod]
    public void A_feature_column_of_unknown_size_is_refused_by_name()
    {
        IDataView words = s_ml.Transforms.Text.TokenizeIntoWords("Words", nameof(Example.Name))
            .Append(s_ml.Transforms.Conversion.ConvertType("Sizes", "Words", DataKind.Single))
            .Fit(Examples.View(s_ml, 3)).Transform(Examples.View(s_ml, 3));
        string message = Refusal<ArgumentOutOfRangeException>(
            Binary(Output(), new NeuralNetworkOptions { LabelColumnName = nameof(Example.Yes), FeatureColumnName = "Sizes" }), words);

        StringAssert.Contains(message, "Column 'Sizes'");
        StringAssert.Contains(message, "a vector of known size");
        StringAssert.Contains(message, "[VectorType(n)]");
    }

    [TestMethod]
    public void A_label_of_another_type_is_refused_with_what_to_do()
    {
        StringAssert.Contains(
            Refusal<ArgumentOutOfRangeException>(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Name))),
            "Column 'Name' is String; expected Key<UInt32>, which ml.Transforms.Conversion.MapValueToKey makes");
        StringAssert.Contains(
            Refusal<ArgumentOutOfRangeException>(s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Amount))),
            "Column 'Amount' is Single; expected Boolean");
        StringAssert.Contains(
            Refusal<ArgumentOutOfRangeException>(s_ml.Regression.Trainers.NeuralNetwork(Output(), nameof(Example.Yes))),
            "Column 'Yes' is Boolean; expected Single");
    }

    [TestMethod]
    public void A_network_of_another_width_than_the_label_is_refused_with_what_to_write()
    {
        string classes = Refusal<NetworkShapeException>(
            s_ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(10), Softmax()), nameof(Example.Key)));
        StringAssert.Contains(classes, "The network gives 10 values for each row, but label column 'Key' has 3 classes");
        StringAssert.Contains(classes, "Dense(3)");

        StringAssert.Contains(
            Refusal<NetworkShapeException>(s_ml.BinaryClassification.Trainers.NeuralNetwork(Dense(2), nameof(Example.Yes))), "'Yes'");
        StringAssert.Contains(
            Refusal<NetworkShapeException>(s_ml.Regression.Trainers.NeuralNetwork(Dense(1), nameof(Example.Amounts))),
            "'Amounts' has 2 values");
    }

    [TestMethod]
    public void Layers_that_do_not_fit_are_named_as_they_were_written()
    {
        string message = Refusal<NetworkShapeException>(
            s_ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(inputs: 784, outputs: 5, Relu), Output()), nameof(Example.Yes)));

        StringAssert.Contains(message, "Dense(inputs: 784, outputs: 5, Relu)");
        StringAssert.Contains(message, "expects 784 inputs, got 3");

        StringAssert.Contains(
            Refusal<NetworkShapeException>(
                s_ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Conv((3, 3), 4), Flatten(), Output()), nameof(Example.Yes))),
            "Conv((3, 3), 4)");
    }

    [TestMethod]
    public void A_network_without_weights_is_refused() => StringAssert.Contains(
        Refusal<NetworkShapeException>(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Softmax(), nameof(Example.Key))),
        "no weights to learn");

    [TestMethod]
    public void No_rows_and_one_class_only_are_errors_that_say_so()
    {
        NeuralNetworkTrainer trainer = s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Yes));
        Example[] same = [.. Examples.Make(30).Where(row => row.Yes)];

        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Examples.View(s_ml, []))).Message,
            "There is no row to use in the training data; it is empty");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Examples.View(s_ml, same))).Message,
            "All 10 rows are true in label column 'Yes'");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Examples.View(s_ml, 9), Examples.View(s_ml, []))).Message,
            "validation data");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(
                () => s_ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Key))
                .Fit(Examples.View(s_ml, same))).Message,
            "same class in label column 'Key'");
    }

    [TestMethod]
    public void A_key_of_one_value_is_no_choice()
    {
        IDataView one = s_ml.Transforms.Conversion.MapValueToKey("Label", nameof(Example.Name)).Fit(Examples.View(s_ml, 1))
            .Transform(Examples.View(s_ml, 5));

        StringAssert.Contains(
            Refusal<ArgumentOutOfRangeException>(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Output()), one),
            "Label column 'Label' has 1 classes");
    }

    [TestMethod]
    public void All_options_out_of_range_are_named_at_once()
    {
        var options = new NeuralNetworkOptions
        {
            LabelColumnName = "", FeatureColumnName = " ", ExampleWeightColumnName = "", BatchSize = 0, Epochs = -1,
            ValidationFraction = 1, Optimizer = Optimizers.Adam(learningRate: 0, beta1: 1), Loss = Losses.CrossEntropy(),
        };

        string message = Assert.ThrowsExactly<ArgumentException>(() => s_ml.Regression.Trainers.NeuralNetwork(Output(), options)).Message;

        foreach (string name in new[]
        {
            "LabelColumnName", "FeatureColumnName", "ExampleWeightColumnName", "BatchSize is 0", "Epochs is -1", "ValidationFraction is 1",
            "learningRate", "beta1", "CrossEntropy()",
        })
        {
            StringAssert.Contains(message, name);
        }
    }

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(-0.1)]
    public void Numbers_that_are_none_are_out_of_range(double value)
    {
        Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.Regression.Trainers.NeuralNetwork(Output(), new NeuralNetworkOptions { ValidationFraction = value }));
        Assert.ThrowsExactly<ArgumentException>(() => s_ml.Regression.Trainers.NeuralNetwork(Output(), learningRate: value));
    }

    [TestMethod]
    public void A_loss_of_another_task_is_refused()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(),
                    new NeuralNetworkOptions { Loss = Losses.CrossEntropy() })).Message,
            "BinaryCrossEntropy()");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => s_ml.Regression.Trainers.NeuralNetwork(Output(),
                    new NeuralNetworkOptions { Loss = Losses.BinaryCrossEntropy() })).Message,
            "MeanSquaredError()");
    }

    [TestMethod]
    public void Validation_data_has_to_look_like_the_training_data()
    {
        IDataView wide = s_ml.Transforms.Concatenate("Features", "Features", "Amounts").Fit(Examples.View(s_ml, 9))
            .Transform(Examples.View(s_ml, 9));
        NeuralNetworkTrainer trainer = s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Yes));
        var probe = new ProbeView(Examples.View(s_ml, 9));

        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(probe, wide)).Message;

        StringAssert.Contains(message, "'Features'");
        StringAssert.Contains(message, "validation data");
        Assert.AreEqual(0, probe.Opened);
    }

    [TestMethod]
    public void Scoring_refuses_features_of_another_size_with_both()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), Fits.FullBatch(1), Examples.Make(9));
        IDataView data = Examples.View(s_ml, 9);
        IDataView wide = s_ml.Transforms.Concatenate("Features", "Features", "Amounts").Fit(data).Transform(data);

        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fitted.Transform(wide)).Message;

        StringAssert.Contains(message, "Column 'Features' is Vector<Single, 5>");
        StringAssert.Contains(message, "Vector<Single, 3>");
    }

    private static NeuralNetworkTrainer Binary(Layer network, NeuralNetworkOptions options) =>
        s_ml.BinaryClassification.Trainers.NeuralNetwork(network, options);

    /// <summary>The message of a refusal that came before any row was read, of two lines at the most.</summary>
    private static string Refusal<T>(NeuralNetworkTrainer trainer, IDataView? data = null)
        where T : Exception
    {
        var probe = new ProbeView(data ?? Examples.View(s_ml, 9));
        string message = Assert.ThrowsExactly<T>(() => trainer.Fit(probe)).Message;
        Assert.AreEqual(0, probe.Opened, "A row was read.");
        Assert.IsLessThan(3, message.Split('\n').Length);
        return message;
    }
}
