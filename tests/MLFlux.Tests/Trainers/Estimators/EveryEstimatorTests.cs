using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Tests.Texts;

namespace MLFlux.Tests.Estimators;

/// <summary>Every way to an estimator of MLFlux leads to one that keeps the contract: a new one without a row here fails.</summary>
/// <remarks><see cref="ReadyPipeline"/> has none: it chains estimators of ML.NET's and these.</remarks>
[TestClass]
public sealed class EveryEstimatorTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = Make();
    private static readonly IReadOnlyList<float> s_thirds = [0.25f];
    private static readonly ImageToVectorOptions s_resized = new() { Height = 5, Width = 3, AsBytes = true };
    private static readonly TextBackbone s_body = SmallBackbone.Make();
    private static readonly NeuralNetworkOptions s_options = new() { Epochs = 1, LabelColumnName = "Yes" };

    private static readonly NeuralNetworkTransformer s_fitted =
        s_ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, s_options).Fit(s_data);

    private static readonly Dictionary<string, (IEstimator<ITransformer> Estimator, string Column)> s_rows = new()
    {
        ["TransformsCatalog.ImageToVector(String, String, Single, IReadOnlyList, IReadOnlyList)"] =
            (s_ml.Transforms.ImageToVector("Pixels", "Image", 1, s_thirds, s_thirds), "Image"),
        ["TransformsCatalog.ImageToVector(String, String, ImageToVectorOptions)"] =
        (s_ml.Transforms.ImageToVector("Pixels", "Image", s_resized), "Image"),
        ["TransformsCatalog.OneHot(String, String, IReadOnlyList, UnknownLabel)"] =
        (s_ml.Transforms.OneHot("Hot", "Name", Examples.Names), "Name"),
        ["TransformsCatalog.DateParts(String, String)"] = (s_ml.Transforms.DateParts("Parts", "Day"), "Day"),
        ["TextTransforms.TokensToVector(String, String, TokensToVectorOptions)"] =
            (s_ml.Transforms.Text.TokensToVector("Words", "Name"), "Name"),
        ["TextTransforms.SplitChoices(String, String, Char)"] = (s_ml.Transforms.Text.SplitChoices("Choices", "Name", ';'), "Name"),
        ["TransformsCatalog.NormalizeRobust(String, String, Boolean)"] =
            (s_ml.Transforms.NormalizeRobust("Scaled", "Features"), "Features"),
        ["TransformsCatalog.NormalizeRobust(IReadOnlyList, Boolean)"] =
            (s_ml.Transforms.NormalizeRobust([new InputOutputColumnPair("Scaled", "Sizes"), new InputOutputColumnPair("Amount")]), "Sizes"),
        ["TransformsCatalog.WeighFeatures(String, String, String, Int32)"] =
            (s_ml.Transforms.WeighFeatures("Weighed", "Sizes", "Yes"), "Sizes"),
        ["TransformsCatalog.SelectFeatures(String, String, String, Int32)"] =
            (s_ml.Transforms.SelectFeatures("Kept", "Sizes", "Yes"), "Sizes"),
        ["TransformsCatalog.SelectFrequentFeatures(String, String, Int32)"] =
            (s_ml.Transforms.SelectFrequentFeatures("Frequent", "Sizes"), "Sizes"),
        ["TransformsCatalog.SelectFrequentFeatures(IReadOnlyList, Int32)"] =
            (s_ml.Transforms.SelectFrequentFeatures([new InputOutputColumnPair("Sizes")]), "Sizes"),
        ["TransformsCatalog.IfPresent(String, IEstimator)"] =
            (s_ml.Transforms.IfPresent("Name", s_ml.Transforms.OneHot("Hot", "Name", Examples.Names)), "Name"),
        ["TransformsCatalog.SequenceWindows(SequenceWindowOptions)"] = (s_ml.Transforms.SequenceWindows(new SequenceWindowOptions
        {
            TimeColumnName = "Hour", ValueColumnNames = ["Amount", "Weight"], History = 3, Horizon = 2,
        }), "Hour"),
        ["TransformsCatalog.OneCold(String, String, IReadOnlyList)"] =
        (s_ml.Transforms.OneCold("Cold", "Features", Examples.Names), "Features"),
        ["TransformsCatalog.OneCold(String, String)"] = (s_ml.Transforms.OneCold("Cold", "Sizes"), "Sizes"),
        ["TransformsCatalog.Explanation(NeuralNetworkTransformer, ExplanationOptions)"] =
            (s_ml.Transforms.Explanation(s_fitted), "Features"),
        ["TransformsCatalog.Explanation(ITransformer, DataViewSchema, ExplanationOptions)"] =
            (s_ml.Transforms.Explanation(s_fitted, s_data.Schema), "Features"),
        ["MulticlassClassificationTrainers.NeuralNetwork(Layer, NeuralNetworkOptions)"] =
            (s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, s_options with { LabelColumnName = "Label" }),
                "Features"),
        ["MulticlassClassificationTrainers.NeuralNetwork(Layer, String, String, String, Int32, Int32, Double)"] =
            (s_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, "Key", exampleWeightColumnName: "Weight", epochs: 1),
                "Key"),
        ["BinaryClassificationTrainers.NeuralNetwork(Layer, NeuralNetworkOptions)"] =
            (s_ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, s_options), "Features"),
        ["BinaryClassificationTrainers.NeuralNetwork(Layer, String, String, String, Int32, Int32, Double)"] =
            (s_ml.BinaryClassification.Trainers.NeuralNetwork(Examples.Hidden, "Yes", exampleWeightColumnName: "Weight", epochs: 1),
                "Weight"),
        ["AnomalyDetectionTrainers.Autoencoder(Layer, NeuralNetworkOptions, Double)"] =
            (s_ml.AnomalyDetection.Trainers.Autoencoder(Examples.Hidden, s_options with { FeatureColumnName = "Sizes" }), "Sizes"),
        ["AnomalyDetectionTrainers.Autoencoder(Layer, String, String, Double, Int32, Int32, Double)"] =
            (s_ml.AnomalyDetection.Trainers.Autoencoder(Examples.Hidden, exampleWeightColumnName: "Weight", epochs: 1), "Features"),
        ["MultilabelClassificationTrainers.NeuralNetwork(Layer, NeuralNetworkOptions)"] =
            (s_ml.MultilabelClassification.Trainers.NeuralNetwork(Examples.Hidden, s_options with { LabelColumnName = "Several" }),
                "Several"),
        ["MultilabelClassificationTrainers.NeuralNetwork(Layer, String, String, String, Int32, Int32, Double)"] =
            (s_ml.MultilabelClassification.Trainers.NeuralNetwork(Examples.Hidden, "Several", exampleWeightColumnName: "Weight", epochs: 1),
                "Features"),
        ["RankingTrainers.NeuralNetwork(Layer, NeuralNetworkOptions)"] =
            (s_ml.Ranking.Trainers.NeuralNetwork(
                Examples.Hidden, s_options with { LabelColumnName = "Rank", RowGroupColumnName = "Query" }), "Query"),
        ["RankingTrainers.NeuralNetwork(Layer, String, String, String, String, Int32, Int32, Double)"] =
            (s_ml.Ranking.Trainers.NeuralNetwork(Examples.Hidden, "Key", "Features", "Query", epochs: 1), "Features"),
        ["MultiTaskTrainers.NeuralNetwork(Layer, NeuralNetworkOptions)"] =
            (s_ml.MultiTask.Trainers.NeuralNetwork(
                Layers.Outputs(("Amounts", Layers.Output()), ("Yes", Layers.Output()), ("Label", Layers.Output())),
                s_options with { LabelColumnName = "Label" }), "Amounts"),
        ["MultiTaskTrainers.NeuralNetwork(Layer, String, String, Int32, Int32, Double)"] =
            (s_ml.MultiTask.Trainers.NeuralNetwork(
                Layers.Chain(Layers.Dense(3), Layers.Outputs(("Amount", Layers.Output()), ("Key", Layers.Output()))),
                exampleWeightColumnName: "Weight", epochs: 1), "Weight"),
        ["MulticlassClassificationTrainers.TextClassification(TextBackbone, TextTrainerOptions)"] =
            (s_ml.MulticlassClassification.Trainers.TextClassification(
                s_body, new TextTrainerOptions { Sentence1ColumnName = "Name", MaxEpoch = 1 }), "Name"),
        ["MulticlassClassificationTrainers.TextClassification(TextBackbone, String, String, String, String, String, Int32, Int32, "
            + "IDataView)"] =
            (s_ml.MulticlassClassification.Trainers.TextClassification(
                s_body, scoreColumnName: "Points", sentence1ColumnName: "Name", maxEpochs: 1), "Name"),
        ["MulticlassClassificationTrainers.NamedEntityRecognition(TextBackbone, TextTrainerOptions)"] =
            (s_ml.MulticlassClassification.Trainers.NamedEntityRecognition(
                s_body, new TextTrainerOptions { LabelColumnName = "Kinds", Sentence1ColumnName = "Name", MaxEpoch = 1 }), "Name"),
        ["MulticlassClassificationTrainers.NamedEntityRecognition(TextBackbone, String, String, String, Int32, Int32, IDataView)"] =
            (s_ml.MulticlassClassification.Trainers.NamedEntityRecognition(
                s_body, "Kinds", outputColumnName: "Entities", sentence1ColumnName: "Name", maxEpochs: 1), "Name"),
        ["RegressionTrainers.SentenceSimilarity(TextBackbone, TextTrainerOptions)"] =
            (s_ml.Regression.Trainers.SentenceSimilarity(s_body, new TextTrainerOptions
            {
                LabelColumnName = "Amount", Sentence1ColumnName = "Name", Sentence2ColumnName = "Second", MaxEpoch = 1,
            }), "Second"),
        ["RegressionTrainers.SentenceSimilarity(TextBackbone, String, String, String, String, Int32, Int32, IDataView)"] =
            (s_ml.Regression.Trainers.SentenceSimilarity(
                s_body, "Amount", sentence1ColumnName: "Name", sentence2ColumnName: "Second", maxEpochs: 1), "Second"),
        ["RegressionTrainers.NeuralNetwork(Layer, NeuralNetworkOptions)"] =
            (s_ml.Regression.Trainers.NeuralNetwork(Examples.Hidden, s_options with { LabelColumnName = "Amounts" }), "Amounts"),
        ["RegressionTrainers.NeuralNetwork(Layer, String, String, String, Int32, Int32, Double)"] =
            (s_ml.Regression.Trainers.NeuralNetwork(Examples.Hidden, "Amount", "Sizes", epochs: 1), "Sizes"),
    };

    private static IEnumerable<object[]> Rows => s_rows.Keys.Select(way => new object[] { way });

    [TestMethod]
    public void Every_way_to_an_estimator_has_a_row()
    {
        MethodInfo[] ways = [.. Types()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => IsEstimator(method.ReturnType))];

        CollectionAssert.AreEquivalent(s_rows.Keys, ways.Select(Describe).ToArray());
        CollectionAssert.AreEquivalent(
            Types().Where(type => IsEstimator(type) && !type.IsAbstract && type != typeof(ReadyPipeline))
            .ToArray(), ways.Select(way => way.ReturnType).Distinct().ToArray(),
            "An estimator that no catalog makes needs a row of its own.");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void It_keeps_the_contract(string way)
    {
        (IEstimator<ITransformer> estimator, string column) = s_rows[way];
        new EstimatorContract(estimator, s_data).Verify();

        IDataView missing = s_ml.Transforms.DropColumns(column).Fit(s_data).Transform(s_data);
        IDataView otherType = s_ml.Transforms.CopyColumns(column, "Code").Fit(s_data).Transform(s_data);
        if (column is "Key" or "Weight" or "Amounts" or "Several" or "Query"
            || estimator is OptionalColumnEstimator) // Needed to fit alone.
        {
            foreach (IDataView invalid in new[] { missing, otherType })
            {
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(SchemaShape.Create(invalid.Schema)));
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.Fit(invalid));
            }
        }
        else
        {
            new EstimatorContract(estimator, s_data) { InvalidInputs = [missing, otherType] }.Verify();
        }
    }

    private static Type[] Types() =>
        [.. new[] { typeof(OneHotEstimator), typeof(NeuralNetworkTrainer),
            typeof(HandwrittenDigitsCatalog) }.SelectMany(type => type.Assembly.GetExportedTypes())];

    private static bool IsEstimator(Type type) =>
        type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEstimator<>));

    private static string Describe(MethodInfo way)
    {
        ParameterInfo[] parameters = way.GetParameters();
        string types = string.Join(", ", parameters.Skip(1).Select(p => p.ParameterType.Name.Split('`')[0]));
        return $"{parameters[0].ParameterType.Name}.{way.Name}({types})";
    }

    /// <summary>Rows with an image, a date and, in <c>Sizes</c>, a vector with names of its slots.</summary>
    private static IDataView Make()
    {
        IDataView rows = Examples.Keyed(s_ml, Examples.View(s_ml, 20));
        float[] amounts = [.. Examples.Make(20).Select(row => row.Amount)];
        return s_ml.Transforms.Concatenate("Sizes", "Amount", "Weight")
            .Append(s_ml.Transforms.CopyColumns("Second", "Name"))
            .Append(s_ml.Transforms.Text.TokenizeIntoWords("Kinds", "Name"))
            .Append(s_ml.Transforms.Conversion.MapValueToKey("Kinds"))
            .Append(s_ml.Transforms.CustomMapping<Example, Picture>(
                (row, picture) => new Random((int)(1e6 * row.Amount)).NextBytes(picture.Image = new byte[4 * 6]), contractName: null))
            .Append(s_ml.Transforms.CustomMapping<Example, Hourly>(
                (row, hourly) => hourly.Hour = new DateTime(2024, 1, 1).AddHours(Array.IndexOf(amounts, row.Amount)), contractName: null))
            .Append(s_ml.Transforms.CustomMapping<Example, Dated>(
                (row, dated) => dated.Day = new DateTime(2024, 1, 1).AddDays((int)(100 * row.Amount)), contractName: null))
            .Fit(rows).Transform(rows);
    }

    private sealed class Picture
    {
        [VectorType(4, 6)]
        public byte[] Image { get; set; } = [];
    }

    private sealed class Hourly
    {
        public DateTime Hour { get; set; }
    }

    private sealed class Dated
    {
        public DateTime Day { get; set; }
    }
}
