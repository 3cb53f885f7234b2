using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Onnx;

/// <summary>
/// ML.NET's converter drops a step without operators of ONNX with all before it, and takes the first rows' columns for those of the same
/// name. A network that would so read another column is refused; any other gives the same scores through ONNX Runtime.
/// </summary>
[TestClass]
public sealed class DroppedStepTests
{
    private const int Rows = 80;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(Flat.Make(Rows));

    [TestMethod]
    [DataRow("text in place", "All", "'Advert'")]
    [DataRow("text in place after a copy of it", "All", "'Advert'")]
    [DataRow("custom step in place", "Area", "'Area'")]
    [DataRow("numbers in place before a text", "Area", "'Area'")]
    [DataRow("numbers in place before a custom step", "Area", "'Area'")]
    [DataRow("chosen columns between", "Area", "'Area'")]
    [DataRow("a new column before a text", "Large", "'Large'")]
    [DataRow("some before a text and some behind", "All", "'Area'")]
    public void A_column_that_was_silently_another_is_refused(string steps, string features, string column)
    {
        TransformerChain<NeuralNetworkTransformer> fitted = Fit(Steps(steps), features);
        using var file = new MemoryStream();
        var fault = Assert.Throws<NotSupportedException>(() => s_ml.Model.ConvertToOnnx(fitted, s_data, file));
        Assert.Contains($"Column {column}", fault.Message);
        Assert.Contains("ML.NET has no operators of ONNX for", fault.Message);
        Assert.AreEqual(0, file.Length);
    }

    [TestMethod]
    public void The_step_behind_the_column_is_named_by_what_it_makes()
    {
        TransformerChain<NeuralNetworkTransformer> fitted = Fit(Steps("numbers in place before a text"), "Area");
        var fault = Assert.Throws<NotSupportedException>(() => s_ml.Model.ConvertToOnnx(fitted, s_data, new MemoryStream()));
        Assert.Contains("the one that makes 'Said'", fault.Message);
        Assert.Contains("Put that step first", fault.Message);
    }

    [TestMethod]
    [DataRow("a text first", "Area")]
    [DataRow("a text in place first, not read", "Area")]
    [DataRow("a text last, not read", "Floor")]
    [DataRow("a custom step first", "All")]
    [DataRow("chosen columns, then a text, then numbers", "Area")]
    [DataRow("a text, then fewer columns", "Area")]
    [DataRow("two texts, then words", "All")]
    public void Scores_are_those_of_the_pipeline(string steps, string features)
    {
        TransformerChain<NeuralNetworkTransformer> fitted = Fit(Steps(steps), features);
        using var folder = new TemporaryFolder();
        string path = folder.File("pipeline.onnx");
        using (FileStream file = File.Create(path))
            s_ml.Model.ConvertToOnnx(fitted, s_data, file, "Score");
        string[] taken;
        using (var session = new Microsoft.ML.OnnxRuntime.InferenceSession(path))
            taken = [.. session.InputMetadata.Keys];

        IDataView computed = s_ml.Transforms.ApplyOnnxModel(["Score.output"], taken, path).Fit(s_data).Transform(s_data);

        float[] expected = [.. fitted.Transform(s_data).GetColumn<float>("Score")];
        float[] came = [.. computed.GetColumn<VBuffer<float>>("Score").SelectMany(row => row.DenseValues())];
        Assert.HasCount(expected.Length, came);
        Assert.IsGreaterThan(0.01f, expected.Max() - expected.Min());
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], came[i], 1e-4f * Math.Max(1, Math.Abs(expected[i])), $"{i}");
    }

    private static TransformerChain<NeuralNetworkTransformer> Fit(IEstimator<ITransformer> steps, string features) =>
        steps.Append(s_ml.Transforms.Concatenate("Fed", features)).Append(s_ml.Regression.Trainers.NeuralNetwork(
            Chain(Dense(6, Tanh), Output()),
            Fits.FullBatch(20) with { FeatureColumnName = "Fed", LabelColumnName = nameof(Flat.Price) })).Fit(s_data);

    private static IEstimator<ITransformer> Steps(string name) => name switch
    {
        "text in place" => TextInPlace.Append(Words()).Append(Gather("words")),
        "text in place after a copy of it" => s_ml.Transforms.CopyColumns("Advert2", nameof(Flat.Advert)).Append(TextInPlace)
            .Append(Words()).Append(Gather("words")),
        "custom step in place" => CustomInPlace,
        "numbers in place before a text" => Numbers().Append(Text),
        "numbers in place before a custom step" => Numbers().Append(Custom),
        "chosen columns between" => Numbers().Append(Text)
            .Append(s_ml.Transforms.SelectColumns(nameof(Flat.Price), "Said", nameof(Flat.Area))),
        "a new column before a text" => s_ml.Transforms.NormalizeMinMax("Large", nameof(Flat.Area)).Append(Text),
        "some before a text and some behind" => Numbers().Append(Text).Append(s_ml.Transforms.NormalizeMinMax(nameof(Flat.Floor)))
            .Append(Gather(nameof(Flat.Area), nameof(Flat.Floor))),
        "a text first" => Text.Append(Numbers()),
        "a text in place first, not read" => TextInPlace.Append(Numbers()),
        "a text last, not read" => Text,
        "a custom step first" => Custom.Append(Numbers()).Append(Gather(nameof(Flat.Area), nameof(Flat.Floor))),
        "chosen columns, then a text, then numbers" => s_ml.Transforms.SelectColumns(
            nameof(Flat.Price), nameof(Flat.Advert), nameof(Flat.Area)).Append(Text).Append(Numbers()),
        "a text, then fewer columns" => Text.Append(s_ml.Transforms.DropColumns(nameof(Flat.Advert), "Said")).Append(Numbers()),
        _ => Text.Append(s_ml.Transforms.Text.NormalizeText("Again", "Said")).Append(Words()).Append(Gather("words")),
    };

    private static TextNormalizingEstimator Text => s_ml.Transforms.Text.NormalizeText("Said", nameof(Flat.Advert));

    private static TextNormalizingEstimator TextInPlace => s_ml.Transforms.Text.NormalizeText(nameof(Flat.Advert));

    private static CustomMappingEstimator<Flat, Doubled> Custom => s_ml.Transforms.CustomMapping<Flat, Doubled>(
        (flat, doubled) => doubled.Twice = 2 * flat.Area, contractName: null);

    private static CustomMappingEstimator<Flat, Scaled> CustomInPlace => s_ml.Transforms.CustomMapping<Flat, Scaled>(
        (flat, scaled) => scaled.Area = (flat.Area / 10) - 5, contractName: null);

    private static NormalizingEstimator Numbers() => s_ml.Transforms.NormalizeMeanVariance(nameof(Flat.Area), fixZero: false);

    private static EstimatorChain<NgramExtractingTransformer> Words() => s_ml.Transforms.Text
        .TokenizeIntoWords("words", nameof(Flat.Advert))
        .Append(s_ml.Transforms.Conversion.MapValueToKey("words"))
        .Append(s_ml.Transforms.Text.ProduceNgrams("words", ngramLength: 1, useAllLengths: false));

    private static ColumnConcatenatingEstimator Gather(params string[] columns) => s_ml.Transforms.Concatenate("All", columns);

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }

    private sealed class Scaled
    {
        public float Area { get; set; }
    }

    private sealed class Flat
    {
        public float Area { get; set; }

        public float Floor { get; set; }

        public string Advert { get; set; } = "";

        public float Price { get; set; }

        public static Flat[] Make(int count)
        {
            var random = new Random(7);
            string[] words = ["light", "Light", "Quiet", "quiet", "Garden", "garden"];
            return [.. Enumerable.Range(0, count).Select(i =>
            {
                float area = 40 + random.Next(100), floor = random.Next(8) / 8f;
                return new Flat
                {
                    Area = area, Floor = floor, Price = (area / 50) + (2 * floor),
                    Advert = string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => words[random.Next(words.Length)])),
                };
            })];
        }
    }
}
