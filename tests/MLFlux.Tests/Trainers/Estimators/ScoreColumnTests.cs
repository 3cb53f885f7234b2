using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>The score columns are those that ML.NET's own trainers give on the same data, with the same annotations.</summary>
[TestClass]
public sealed class ScoreColumnTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = Examples.View(s_ml, 40);

    [TestMethod]
    [DataRow(nameof(Example.Name))]
    [DataRow(nameof(Example.Code))]
    [DataRow(nameof(Example.Key))]
    public void Multiclass(string label)
    {
        IDataView keyed = label == nameof(Example.Key)
            ? s_ml.Transforms.CopyColumns("Label", label).Fit(s_data).Transform(s_data)
            : s_ml.Transforms.Conversion.MapValueToKey("Label", label).Fit(s_data).Transform(s_data);

        AssertSame(
            s_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 1),
            s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, epochs: 1),
            keyed);
    }

    [TestMethod]
    public void Binary() => AssertSame(
        s_ml.BinaryClassification.Trainers.SdcaLogisticRegression(nameof(Example.Yes), maximumNumberOfIterations: 1),
        s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Yes), epochs: 1),
        s_data);

    [TestMethod]
    public void Regression() => AssertSame(
        s_ml.Regression.Trainers.Sdca(nameof(Example.Amount), maximumNumberOfIterations: 1),
        s_ml.Regression.Trainers.NeuralNetwork(Output(), nameof(Example.Amount), epochs: 1),
        s_data);

    [TestMethod]
    public void Two_trainers_in_a_row_have_two_score_column_sets()
    {
        var two = s_ml.Regression.Trainers.NeuralNetwork(Output(), nameof(Example.Amount), epochs: 1)
            .Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), nameof(Example.Yes), epochs: 1));
        IEstimator<ITransformer> sdcaTwo = s_ml.Regression.Trainers.Sdca(nameof(Example.Amount), maximumNumberOfIterations: 1)
            .Append(s_ml.BinaryClassification.Trainers.SdcaLogisticRegression(nameof(Example.Yes), maximumNumberOfIterations: 1));

        AssertSame(sdcaTwo, two, s_data);
        DataViewSchema schema = two.Fit(s_data).GetOutputSchema(s_data.Schema);
        CollectionAssert.AreEqual(
            new uint[] { 1, 2 }, schema.Where(column => column.Name == "Score").Select(SetId).ToArray());
    }

    [TestMethod]
    public void Predicted_keys_map_back_to_labels_also_after_loading()
    {
        foreach (string label in new[] { nameof(Example.Name), nameof(Example.Code) })
        {
            var pipeline = s_ml.Transforms.Conversion.MapValueToKey("Label", label)
                .Append(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, Fits.FullBatch(30)))
                .Append(s_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            ITransformer model = pipeline.Fit(s_data);
            using var zip = new MemoryStream();
            s_ml.Model.Save(model, s_data.Schema, zip);
            ITransformer loaded = new MLContext().Model.Load(zip, out _);

            foreach (ITransformer transformer in new[] { model, loaded })
            {
                IDataView scored = transformer.Transform(s_data);
                if (label == nameof(Example.Name))
                    CollectionAssert.AreEqual(scored.GetColumn<string>(label).ToArray(), scored.GetColumn<string>("PredictedLabel")
                        .ToArray());
                else
                    CollectionAssert.AreEqual(scored.GetColumn<int>(label).ToArray(), scored.GetColumn<int>("PredictedLabel").ToArray());
            }
        }
    }

    [TestMethod]
    public void The_classes_are_those_of_the_key_not_those_seen()
    {
        // No row is an elm.
        Example[] rows = [.. Examples.Make(30).Where(row => row.Name != "elm")];
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Linear, Fits.FullBatch(2), rows);

        Assert.AreEqual(3, fitted.Model.OutputWidth);
        Assert.HasCount(3, Fits.Vectors(fitted, rows)[0]);
    }

    private static uint SetId(DataViewSchema.Column column)
    {
        uint id = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref id);
        return id;
    }

    private static void AssertSame(IEstimator<ITransformer> theirs, IEstimator<ITransformer> ours, IDataView data)
    {
        ITransformer theirModel = theirs.Fit(data), ourModel = ours.Fit(data);
        ViewComparison.AssertSameSchema(theirModel.GetOutputSchema(data.Schema), ourModel.GetOutputSchema(data.Schema));

        SchemaShape theirShape = theirs.GetOutputSchema(SchemaShape.Create(data.Schema)), ourShape =
            ours.GetOutputSchema(SchemaShape.Create(data.Schema));
        CollectionAssert.AreEquivalent(theirShape.Select(column => column.Name).ToArray(), ourShape.Select(column => column.Name)
            .ToArray());
        foreach (SchemaShape.Column theirColumn in theirShape)
        {
            Assert.IsTrue(ourShape.TryFindColumn(theirColumn.Name, out SchemaShape.Column ourColumn));
            Assert.IsTrue(theirColumn.IsCompatibleWith(ourColumn) && ourColumn.IsCompatibleWith(theirColumn), theirColumn.Name);
        }

        (ourModel as IDisposable)?.Dispose();
    }
}
