using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>The trainer of every task keeps the contract of ML.NET's estimators.</summary>
[TestClass]
public sealed class NeuralNetworkContractTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = Examples.View(s_ml, 40);

    [TestMethod]
    [DataRow(nameof(Example.Name), DisplayName = "text labels")]
    [DataRow(nameof(Example.Code), DisplayName = "numbers as labels")]
    public void Multiclass(string label)
    {
        IDataView keyed = s_ml.Transforms.Conversion.MapValueToKey("Label", label).Fit(s_data).Transform(s_data);
        Verify(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, epochs: 1), keyed, "Label");
    }

    [TestMethod]
    public void Multiclass_of_keys_without_values() => Verify(
        s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, nameof(Example.Key), epochs: 1), s_data, nameof(Example.Key));

    [TestMethod]
    public void Binary() => Verify(
        s_ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, nameof(Example.Yes), epochs: 1), s_data, nameof(Example.Yes));

    [TestMethod]
    [DataRow(nameof(Example.Amount))]
    [DataRow(nameof(Example.Amounts))]
    public void Regression(string label) =>
        Verify(s_ml.Regression.Trainers.NeuralNetwork(Examples.Hidden, label, epochs: 1), s_data, label);

    [TestMethod]
    public void Regression_by_quantiles() => Verify(
        s_ml.Regression.Trainers.NeuralNetwork(Examples.Hidden, new NeuralNetworkOptions
        {
            LabelColumnName = nameof(Example.Amount), Loss = Losses.Quantile(0.2, 0.5, 0.8), Epochs = 1, ValidationFraction = 0.5,
        }), s_data, nameof(Example.Amount));

    [TestMethod]
    public void Multilabel() => Verify(
        s_ml.MultilabelClassification.Trainers.NeuralNetwork(Examples.Hidden, nameof(Example.Several), epochs: 1), s_data,
        nameof(Example.Several));

    [TestMethod]
    public void Ranking() => Verify(
        s_ml.Ranking.Trainers.NeuralNetwork(Examples.Hidden, nameof(Example.Rank), rowGroupColumnName: nameof(Example.Query), epochs: 1),
        s_data, nameof(Example.Rank));

    [TestMethod]
    public void With_a_weight_column()
    {
        NeuralNetworkTrainer trainer = s_ml.BinaryClassification.Trainers.NeuralNetwork(
            Examples.Hidden, nameof(Example.Yes), exampleWeightColumnName: nameof(Example.Weight), epochs: 1);

        Verify(trainer, s_data, nameof(Example.Yes));
        foreach (IDataView invalid in new[] { Without(s_data, nameof(Example.Weight)), AsText(s_data, nameof(Example.Weight)) })
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(invalid));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(SchemaShape.Create(invalid.Schema)));
        }
    }

    private static void Verify(NeuralNetworkTrainer trainer, IDataView data, string label)
    {
        new EstimatorContract(trainer, data)
        {
            InvalidInputs = [Without(data, "Features"), AsText(data, "Features")],
            ValidForFitOnly = s_ml.Transforms.Concatenate("Features", "Features", nameof(Example.Amounts)).Fit(data).Transform(data),
        }.Verify();

        foreach (IDataView invalid in new[] { Without(data, label), AsText(data, label) })
        {
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.GetOutputSchema(SchemaShape.Create(invalid.Schema)));
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(invalid));
        }
    }

    private static IDataView Without(IDataView data, string column) => s_ml.Transforms.DropColumns(column).Fit(data).Transform(data);

    private static IDataView AsText(IDataView data, string column) => data.Schema[column].Type is KeyDataViewType
        ? s_ml.Transforms.CopyColumns(column, nameof(Example.Name)).Fit(data).Transform(data)
        : s_ml.Transforms.Conversion.ConvertType(column, outputKind: DataKind.String).Fit(data).Transform(data);
}
