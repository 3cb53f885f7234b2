using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>What ML.NET has for its own trainers works with a network.</summary>
[TestClass]
public sealed class AroundTheTrainerTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly NeuralNetworkOptions s_options = Fits.FullBatch(40) with { BatchSize = 32, Epochs = 15 };

    [TestMethod]
    public void Evaluate_and_split_for_all_tasks()
    {
        IDataView data = Examples.Keyed(s_ml, Examples.Make(150));
        DataOperationsCatalog.TrainTestData split = s_ml.Data.TrainTestSplit(data, testFraction: 0.3);

        using NeuralNetworkTransformer multiclass = s_ml.MulticlassClassification.Trainers
            .NeuralNetwork(Examples.Linear, s_options).Fit(split.TrainSet);
        MulticlassClassificationMetrics classes = s_ml.MulticlassClassification.Evaluate(multiclass.Transform(split.TestSet));
        Assert.AreEqual(1, classes.MicroAccuracy, 0.01);
        Assert.IsInRange(0, 0.5, classes.LogLoss);

        using NeuralNetworkTransformer binary = s_ml.BinaryClassification.Trainers
            .NeuralNetwork(Output(), s_options with { LabelColumnName = "Yes" }).Fit(split.TrainSet);
        CalibratedBinaryClassificationMetrics yesNo = s_ml.BinaryClassification.Evaluate(binary.Transform(split.TestSet), "Yes");
        Assert.AreEqual(1, yesNo.Accuracy, 0.01);
        Assert.AreEqual(1, yesNo.AreaUnderRocCurve, 0.01);
        Assert.IsTrue(double.IsFinite(yesNo.LogLoss));

        using NeuralNetworkTransformer regression = s_ml.Regression.Trainers
            .NeuralNetwork(Output(), s_options with { LabelColumnName = "Amount" }).Fit(split.TrainSet);
        Assert.IsGreaterThan(0.99, s_ml.Regression.Evaluate(regression.Transform(split.TestSet), "Amount").RSquared);
    }

    [TestMethod]
    public void Log_loss_of_sure_predictions_is_finite()
    {
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), Fits.FullBatch(20), Examples.Make(60));
        // Far out, and wrong half of the time.
        Example[] far = [.. Examples.Make(60).Select((row, i) => new Example
        {
            Features = [.. row.Features.Select(value => value * 1e5f)], Yes = i % 2 == 0,
        })];

        double loss = s_ml.BinaryClassification.Evaluate(fitted.Transform(Examples.View(s_ml, far)), "Yes").LogLoss;

        Assert.IsTrue(double.IsFinite(loss), $"{loss}");
    }

    [TestMethod]
    public void CrossValidate_over_a_pipeline_with_a_cache()
    {
        IEstimator<ITransformer> pipeline = s_ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(s_ml.Transforms.NormalizeMinMax("Features"))
            .AppendCacheCheckpoint(s_ml)
            .Append(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, s_options));

        var folds = s_ml.MulticlassClassification.CrossValidate(Examples.View(s_ml, 120), pipeline, numberOfFolds: 3);

        Assert.HasCount(3, folds);
        foreach (TrainCatalogBase.CrossValidationResult<MulticlassClassificationMetrics> fold in folds)
            Assert.IsGreaterThan(0.95, fold.Metrics.MicroAccuracy);
    }

    [TestMethod]
    public void Permutation_feature_importance_finds_the_feature_that_matters()
    {
        // Only the first feature has to do with the label.
        var random = new Random(2);
        Example[] rows = [.. Examples.Make(90).Select(row => new Example
        {
            Features = [row.Yes ? 1 : 0, random.NextSingle(), random.NextSingle()], Yes = row.Yes, Name = row.Yes ? "oak"
            : "ash", Amount = row.Yes ? 3 : 1,
        })];
        IDataView data = Examples.Keyed(s_ml, rows);
        using NeuralNetworkTransformer binary = Fits.Binary(Output(), Fits.FullBatch(50), rows);
        using NeuralNetworkTransformer multiclass = Fits.Multiclass(Output(), Fits.FullBatch(50), rows);
        using NeuralNetworkTransformer regression = Fits.Regression(Output(), Fits.FullBatch(50, 0.2), rows);

        double[] ofBinary = [.. s_ml.BinaryClassification.PermutationFeatureImportance(binary, binary.Transform(data), "Yes")
            .Select(change => change.AreaUnderRocCurve.Mean)];
        double[] ofMulticlass = [.. s_ml.MulticlassClassification.PermutationFeatureImportance(multiclass, multiclass.Transform(data))
            .Select(change => change.MicroAccuracy.Mean)];
        double[] ofRegression = [.. s_ml.Regression.PermutationFeatureImportance(regression, regression.Transform(data), "Amount")
            .Select(change => change.RSquared.Mean)];

        foreach (double[] changes in new[] { ofBinary, ofMulticlass, ofRegression })
        {
            Assert.HasCount(3, changes);
            Assert.IsLessThan(-0.2, changes[0]);
            Assert.AreEqual(0, changes[1], 0.05);
            Assert.AreEqual(0, changes[2], 0.05);
        }
    }

    [TestMethod]
    public void Permutation_feature_importance_by_name_over_a_whole_pipeline()
    {
        IDataView data = Examples.View(s_ml, 90);
        foreach (string label in new[] { "Label", "Yes", "Amount" })
        {
            EstimatorChain<ITransformer> features = s_ml.Transforms.Conversion.MapValueToKey("Label", "Name")
                .Append(s_ml.Transforms.Concatenate("Inputs", "Amount", "Weight"), TransformerScope.Everything)
                .Append<ITransformer>(s_ml.Transforms.NormalizeMinMax("Inputs"), TransformerScope.Everything);
            NeuralNetworkOptions options = s_options with { LabelColumnName = label, FeatureColumnName = "Inputs" };
            NeuralNetworkTrainer trainer = label switch
            {
                "Label" => s_ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), options),
                "Yes" => s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), options),
                _ => s_ml.Regression.Trainers.NeuralNetwork(Output(), options),
            };
            var model = features.Append(trainer).Fit(data);
            IDataView scored = model.Transform(data);

            string[] names = label switch
            {
                "Label" => [.. s_ml.MulticlassClassification.PermutationFeatureImportance(model, scored, label).Keys],
                "Yes" => [.. s_ml.BinaryClassification.PermutationFeatureImportanceNonCalibrated(model, scored, label).Keys],
                _ => [.. s_ml.Regression.PermutationFeatureImportance(model, scored, label).Keys],
            };

            CollectionAssert.AreEquivalent(new[] { "Amount", "Weight" }, names, label);
        }
    }

    [TestMethod]
    public void Sparse_features_straight_from_one_hot_encoding()
    {
        var pipeline = s_ml.Transforms.Categorical.OneHotEncoding("Hot", "Name")
            .Append(s_ml.Transforms.Categorical.OneHotHashEncoding("Hash", "Name", numberOfBits: 12))
            .Append(s_ml.Transforms.Concatenate("Features", "Hot", "Hash"))
            .Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(Output(), s_options with { LabelColumnName = "Yes" }));
        IDataView data = Examples.View(s_ml, 60);

        IDataView scored = pipeline.Fit(data).Transform(data);

        Assert.AreEqual(1, s_ml.BinaryClassification.Evaluate(scored, "Yes").Accuracy);
    }

    [TestMethod]
    public void A_hundred_thousand_slots_are_never_expanded_for_all_rows()
    {
        // 2,000 rows of 131,072 slots: a gigabyte if they were.
        var pipeline = s_ml.Transforms.Categorical.OneHotHashEncoding("Features", "Name", numberOfBits: 17)
            .Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(
                Output(), s_options with { LabelColumnName = "Yes", Epochs = 3, KeepOptimizerState = false }));
        IDataView data = Examples.View(s_ml, 2000);

        long before = GC.GetTotalAllocatedBytes();
        IDataView scored = pipeline.Fit(data).Transform(data);
        double accuracy = s_ml.BinaryClassification.Evaluate(scored, "Yes").Accuracy;

        Assert.AreEqual(1, accuracy);
        Assert.IsLessThan(200_000_000, GC.GetTotalAllocatedBytes() - before);
    }
}
