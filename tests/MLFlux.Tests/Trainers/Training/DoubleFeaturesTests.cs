using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Training;

/// <summary>Features given as doubles are converted, and it is said once.</summary>
[TestClass]
public sealed class DoubleFeaturesTests
{
    private static readonly NeuralNetworkOptions Options =
        Fits.FullBatch(3) with { FeatureColumnName = "Doubles", LabelColumnName = nameof(Example.Yes) };

    [TestMethod]
    public void Give_the_weights_and_scores_that_floats_give_with_one_warning_a_fit()
    {
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        IDataView data = WithDoubles(ml, Examples.View(ml, 30));
        NeuralNetworkTrainer trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Options);

        using NeuralNetworkTransformer doubles = trainer.Fit(data, data);
        Assert.HasCount(1, log.Warnings);
        Assert.Contains("'Doubles'", log.Warnings[0]);

        using NeuralNetworkTransformer floats = ml.BinaryClassification.Trainers
            .NeuralNetwork(Examples.Hidden, Options with { FeatureColumnName = nameof(Example.Features) }).Fit(data, data);
        Weights.AssertSame(floats, doubles);
        Assert.HasCount(1, log.Warnings);

        float[] expected = [.. floats.Transform(data).GetColumn<float>("Score")];
        CollectionAssert.AreEqual(expected, doubles.Transform(data).GetColumn<float>("Score").ToArray());
        Assert.HasCount(1, log.Warnings);
    }

    [TestMethod]
    public void Sparse_ones_stay_at_their_places()
    {
        var ml = new MLContext(seed: 1);
        IDataView words = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40)
            .Select(i => new Word { Text = $"w{i % 20}", Label = i % 20 < 10 }));
        IDataView floats = ml.Transforms.Categorical.OneHotEncoding("Features", "Text").Fit(words).Transform(words);
        IDataView doubles = ml.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.Double).Fit(floats).Transform(floats);
        NeuralNetworkTrainer trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Fits.FullBatch(3));

        using NeuralNetworkTransformer expected = trainer.Fit(floats), actual = trainer.Fit(doubles);

        Weights.AssertSame(expected, actual);
    }

    [TestMethod]
    public void One_row_scores_as_many_do()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(Examples.Make(30).Select(row => new DoubleRow
        {
            Doubles = [.. row.Features.Select(value => (double)value)], Yes = row.Yes,
        }));
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Options).Fit(data);
        float[] expected = [.. fitted.Transform(data).GetColumn<float>("Score")];

        PredictionEngine<DoubleRow, Prediction> engine = ml.Model.CreatePredictionEngine<DoubleRow, Prediction>(fitted);

        DoubleRow[] rows = [.. ml.Data.CreateEnumerable<DoubleRow>(data, reuseRowObject: false)];
        for (int i = 0; i < rows.Length; i++)
            Assert.AreEqual(expected[i], engine.Predict(rows[i]).Score, 1e-6);
    }

    [TestMethod]
    public void A_value_beyond_single_precision_is_left_out()
    {
        var ml = new MLContext(seed: 1);
        var log = new MessageLog(ml);
        DoubleRow[] rows = [.. Examples.Make(9).Select(row => new DoubleRow { Doubles = [1, 2, 3], Yes = row.Yes })];
        rows[4].Doubles[1] = 1e300;

        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, Options)
            .Fit(ml.Data.LoadFromEnumerable(rows));

        Assert.AreEqual(8, fitted.Model.History.TrainingRows);
        Assert.HasCount(2, log.Warnings);
    }

    [TestMethod]
    public void A_label_of_doubles_is_refused_with_advice()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Conversion.ConvertType("Label", nameof(Example.Amount), DataKind.Double)
            .Fit(Examples.View(ml, 9)).Transform(Examples.View(ml, 9));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ml.Regression.Trainers.NeuralNetwork(Examples.Hidden, epochs: 1).Fit(data));

        Assert.Contains("'Label' is Double", error.Message);
        Assert.Contains("ConvertType", error.Message);
    }

    private static IDataView WithDoubles(MLContext ml, IDataView data) =>
        ml.Transforms.Conversion.ConvertType("Doubles", nameof(Example.Features), DataKind.Double).Fit(data).Transform(data);

    private sealed class Word
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class DoubleRow
    {
        [VectorType(Examples.Width)]
        public double[] Doubles { get; set; } = [];

        public bool Yes { get; set; }
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
