using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Tests.Transforms.Images;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Onnx;

/// <summary>
/// Whole pipelines by ML.NET's own converter: texts, categories, bytes and missing numbers before the network, in every task; ONNX
/// Runtime gives what the pipeline gives. A step that ML.NET has no operators for is named.
/// </summary>
[TestClass]
public sealed class PipelineConverterTests
{
    private const float Tolerance = 1e-4f;
    private const int Rows = 60;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(House.Make(Rows));

    private static NeuralNetworkOptions Options => Fits.FullBatch(10) with { FeatureColumnName = "All" };

    private static Layer Network => Chain(Dense(6, Tanh), Output());

    public static IEnumerable<object[]> Tasks =>
        from preparation in (string[])["missing numbers", "categories", "words", "characters", "bytes", "all"]
        from task in (PredictionTask[])
            [PredictionTask.BinaryClassification, PredictionTask.MulticlassClassification, PredictionTask.Regression]
        select new object[] { preparation, task };

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void Scores_are_those_of_the_pipeline(string preparation, PredictionTask task)
    {
        EstimatorChain<NeuralNetworkTransformer> pipeline = Trainer(Prepare(preparation), task);
        TransformerChain<NeuralNetworkTransformer> fitted = pipeline.Fit(s_data);
        using var folder = new TemporaryFolder();
        string path = folder.File("pipeline.onnx");
        using (FileStream file = File.Create(path))
            s_ml.Model.ConvertToOnnx(fitted, s_data, file);

        IDataView computed = s_ml.Transforms.ApplyOnnxModel(["Score.output"], Taken(path), path).Fit(s_data).Transform(s_data);

        float[] expected = Scores(fitted.Transform(s_data), "Score"), came = Scores(computed, "Score");
        Assert.HasCount(expected.Length, came);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], came[i], Tolerance * Math.Max(1, Math.Abs(expected[i])), $"{i}");
    }

    [TestMethod]
    public void Images_have_no_form_and_are_named()
    {
        var pipeline = s_ml.Transforms.ImageToVector("All", nameof(Photo.Picture), new ImageToVectorOptions { Width = 4, Height = 4 })
            .Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(
                Chain(Flatten(), Network), Options with { LabelColumnName = nameof(Photo.IsSold) }));
        IDataView photos = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(
            i => new Photo { Picture = TestImages.Encode(8, 8, seed: i), IsSold = i % 2 == 1 }).ToArray());
        var fitted = pipeline.Fit(photos);
        var fault = Assert.ThrowsExactly<NotSupportedException>(() => s_ml.Model.ConvertToOnnx(fitted, photos, new MemoryStream()));
        Assert.Contains("'All'", fault.Message);
    }

    [TestMethod]
    public void Texts_that_ML_NET_normalises_were_a_key_not_found_and_are_named_before_a_file_is_made()
    {
        var pipeline = s_ml.Transforms.Text.FeaturizeText("All", nameof(House.Advert)).Append(
            s_ml.BinaryClassification.Trainers.NeuralNetwork(Network, Options with { LabelColumnName = nameof(House.IsSold) }));
        var fitted = pipeline.Fit(s_data);
        using var file = new MemoryStream();
        var fault = Assert.Throws<NotSupportedException>(() => s_ml.Model.ConvertToOnnx(fitted, s_data, file));
        Assert.Contains("'Advert_TextNormalizer', of which 'All' is made", fault.Message);
        Assert.Contains("is made by a step that ML.NET has no operators of ONNX for", fault.Message);
        Assert.AreEqual(0, file.Length);
    }

    [TestMethod]
    public void A_normalised_text_that_the_network_does_not_read_is_in_nobodys_way()
    {
        var pipeline = s_ml.Transforms.Text.NormalizeText("Said", nameof(House.Advert)).Append(Step("categories")).Append(
            s_ml.BinaryClassification.Trainers.NeuralNetwork(
                Network, Options with { FeatureColumnName = "categories", LabelColumnName = nameof(House.IsSold) }));
        var fitted = pipeline.Fit(s_data);
        using var file = new MemoryStream();
        s_ml.Model.ConvertToOnnx(fitted, s_data, file, "Score");
        Assert.IsGreaterThan(0, file.Length);
    }

    private static EstimatorChain<ColumnConcatenatingTransformer> Prepare(string preparation)
    {
        string[] all = preparation == "all" ? ["missing numbers", "categories", "words", "bytes"] : [preparation];
        IEstimator<ITransformer> chain = s_ml.Transforms.Conversion.ConvertType("Rooms.", nameof(House.Rooms));
        foreach (string one in all)
            chain = chain.Append(Step(one));
        return chain.Append(s_ml.Transforms.Concatenate("All", [.. all]));
    }

    private static IEstimator<ITransformer> Step(string preparation) => preparation switch
    {
        "missing numbers" => s_ml.Transforms.ReplaceMissingValues(
                "missing numbers", nameof(House.Area), Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(s_ml.Transforms.NormalizeMeanVariance("missing numbers", fixZero: false)),
        "categories" => s_ml.Transforms.Categorical.OneHotEncoding("categories", nameof(House.City)),
        "words" => s_ml.Transforms.Text.TokenizeIntoWords("words", nameof(House.Advert))
            .Append(s_ml.Transforms.Conversion.MapValueToKey("words"))
            .Append(s_ml.Transforms.Text.ProduceNgrams("words", ngramLength: 1, useAllLengths: false)),
        "characters" => s_ml.Transforms.Text.TokenizeIntoCharactersAsKeys("characters", nameof(House.Advert), useMarkerCharacters: false)
            .Append(s_ml.Transforms.Text.ProduceNgrams("characters", ngramLength: 2, useAllLengths: false)),
        _ => s_ml.Transforms.Conversion.ConvertType("bytes", nameof(House.Pixels)),
    };

    private static EstimatorChain<NeuralNetworkTransformer> Trainer(
        EstimatorChain<ColumnConcatenatingTransformer> before, PredictionTask task) => task switch
    {
        PredictionTask.BinaryClassification => before.Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(
            Network, Options with { LabelColumnName = nameof(House.IsSold) })),
        PredictionTask.MulticlassClassification => before
            .Append(s_ml.Transforms.Conversion.MapValueToKey("Kind", nameof(House.City)))
            .Append(s_ml.MulticlassClassification.Trainers.NeuralNetwork(Network, Options with { LabelColumnName = "Kind" })),
        _ => before.Append(s_ml.Regression.Trainers.NeuralNetwork(Network, Options with { LabelColumnName = nameof(House.Price) })),
    };

    private static string[] Taken(string path)
    {
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(path);
        return [.. session.InputMetadata.Keys];
    }

    private static float[] Scores(IDataView view, string column) => view.Schema[column].Type is VectorDataViewType
        ? [.. view.GetColumn<VBuffer<float>>(column).SelectMany(row => row.DenseValues())]
        : [.. view.GetColumn<float>(column)];

    private sealed class Photo
    {
        public byte[] Picture { get; set; } = [];

        public bool IsSold { get; set; }
    }

    private sealed class House
    {
        public float Area { get; set; }

        public int Rooms { get; set; }

        public string City { get; set; } = "";

        public string Advert { get; set; } = "";

        [VectorType(4)]
        public byte[] Pixels { get; set; } = [];

        public bool IsSold { get; set; }

        public float Price { get; set; }

        public static House[] Make(int count)
        {
            var random = new Random(4);
            string[] cities = ["Basel", "Bern", "Chur"], words = ["light", "quiet", "garden", "old", "new", "Tower"];
            return [.. Enumerable.Range(0, count).Select(i => new House
            {
                Area = i % 7 == 3 ? float.NaN : 40 + random.Next(100),
                Rooms = random.Next(2, 6),
                City = cities[i % 3],
                Advert = string.Join(' ', Enumerable.Range(0, 1 + random.Next(5)).Select(_ => words[random.Next(words.Length)])),
                Pixels = [(byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)(i % 2 * 255)],
                IsSold = i % 2 == 1,
                Price = 100 * random.NextSingle(),
            })];
        }
    }
}
