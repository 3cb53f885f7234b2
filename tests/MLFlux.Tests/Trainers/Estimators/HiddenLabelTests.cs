using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>
/// A label named as a column that the model adds would be hidden by it, and evaluation would compare the model with itself: it is refused
/// with the way out.
/// </summary>
[TestClass]
public sealed class HiddenLabelTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow(PredictionTask.Regression, "Score", nameof(Example.Amount))]
    [DataRow(PredictionTask.Regression, "Score", nameof(Example.Amounts))]
    [DataRow(PredictionTask.BinaryClassification, "Score", nameof(Example.Yes))]
    [DataRow(PredictionTask.BinaryClassification, "PredictedLabel", nameof(Example.Yes))]
    [DataRow(PredictionTask.BinaryClassification, "Probability", nameof(Example.Yes))]
    [DataRow(PredictionTask.MulticlassClassification, "Score", nameof(Example.Key))]
    [DataRow(PredictionTask.MulticlassClassification, "PredictedLabel", nameof(Example.Key))]
    [DataRow(PredictionTask.MultilabelClassification, "Probability", nameof(Example.Several))]
    public void Is_refused_and_the_advice_works(PredictionTask task, string label, string source)
    {
        IDataView rows = Copy(Examples.View(s_ml, 30), label, source);
        NeuralNetworkTrainer trainer = Trainer(task, label);

        string fit = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(rows)).Message;
        string promise = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => trainer.GetOutputSchema(SchemaShape.Create(rows.Schema))).Message;

        Assert.AreEqual(fit, promise);
        StringAssert.Contains(fit, $"Label column '{label}' has the name of a column that the model adds");
        StringAssert.Contains(fit, $"ml.Transforms.CopyColumns(\"Label\", \"{label}\")");

        IDataView copied = Copy(rows, "Label", label);
        using NeuralNetworkTransformer fitted = Trainer(task, "Label").Fit(copied);
        IDataView scored = fitted.Transform(copied);
        if (task == PredictionTask.Regression && source == nameof(Example.Amount))
            Assert.IsLessThan(0.999, s_ml.Regression.Evaluate(scored).RSquared, "Three epochs make no perfect model.");
    }

    [TestMethod]
    public void A_free_name_is_advised()
    {
        IDataView rows = Copy(Copy(Examples.View(s_ml, 30), "Score", nameof(Example.Amount)), "Label", nameof(Example.Yes));

        string message = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Trainer(PredictionTask.Regression, "Score").Fit(rows)).Message;

        StringAssert.Contains(message, "ml.Transforms.CopyColumns(\"Target\", \"Score\")");
    }

    [TestMethod]
    [DataRow(PredictionTask.Regression, "PredictedLabel", nameof(Example.Amount))]
    [DataRow(PredictionTask.Regression, "Probability", nameof(Example.Amount))]
    [DataRow(PredictionTask.MulticlassClassification, "Probability", nameof(Example.Key))]
    public void Names_that_the_task_does_not_add_are_as_good_as_any(PredictionTask task, string label, string source)
    {
        IDataView rows = Copy(Examples.View(s_ml, 30), label, source);

        IDataView scored = Trainer(task, label).Fit(rows).Transform(rows);

        Assert.AreEqual(rows.Schema[label].Type.RawType, scored.Schema[label].Type.RawType);
    }

    [TestMethod]
    public void Features_and_weights_of_such_names_are_read_before_they_are_hidden()
    {
        IDataView rows = Copy(Copy(Examples.View(s_ml, 30), "Score", nameof(Example.Features)), "Probability", nameof(Example.Weight));
        NeuralNetworkOptions options = Fits.FullBatch(3) with { LabelColumnName = nameof(Example.Yes) };

        using NeuralNetworkTransformer plain = s_ml.BinaryClassification.Trainers.NeuralNetwork(
            Output(), options with { ExampleWeightColumnName = nameof(Example.Weight) }).Fit(rows);
        using NeuralNetworkTransformer named = s_ml.BinaryClassification.Trainers.NeuralNetwork(
            Output(), options with { FeatureColumnName = "Score", ExampleWeightColumnName = "Probability" }).Fit(rows);

        CollectionAssert.AreEqual(plain.Transform(rows).GetColumn<float>("Score").ToArray(), named.Transform(rows).GetColumn<float>("Score")
            .ToArray());
    }

    private static IDataView Copy(IDataView rows, string name, string source) => s_ml.Transforms.CopyColumns(name, source).Fit(rows)
        .Transform(rows);

    private static NeuralNetworkTrainer Trainer(PredictionTask task, string label)
    {
        NeuralNetworkOptions options = Fits.FullBatch(3, learningRate: 0.01) with { LabelColumnName = label };
        return task switch
        {
            PredictionTask.MulticlassClassification => s_ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), options),
            PredictionTask.BinaryClassification => s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), options),
            PredictionTask.MultilabelClassification => s_ml.MultilabelClassification.Trainers.NeuralNetwork(Output(), options),
            _ => s_ml.Regression.Trainers.NeuralNetwork(Output(), options),
        };
    }
}
