using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Onnx;

/// <summary>
/// <c>ml.Model.ConvertToOnnx</c> of ML.NET's own package: whatever type the features have, ONNX Runtime takes the file, and gives
/// what the pipeline gives.
/// </summary>
[TestClass]
public sealed class ConverterTests
{
    private const float Tolerance = 1e-5f;
    private const string Score = "Score.output", PredictedLabel = "PredictedLabel.output";

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly ConverterRow[] s_rows = ConverterRow.Make(42);
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(s_rows);

    public static IEnumerable<object[]> Kinds =>
        from column in new[] { nameof(ConverterRow.Singles), nameof(ConverterRow.Doubles), nameof(ConverterRow.Bytes),
            nameof(ConverterRow.Keys), nameof(ConverterRow.Sparse) }
        from task in Enum.GetValues<PredictionTask>()
        where !(column == nameof(ConverterRow.Keys) && task == PredictionTask.AnomalyDetection) // Keys are not given back.
        select new object[] { column, task };

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Features_of_every_kind_are_taken_and_give_the_same_in_every_task(string column, PredictionTask task)
    {
        using NeuralNetworkTransformer fitted = Fit(Network(column), column, task);
        IDataView features = s_ml.Transforms.SelectColumns(column).Fit(s_data).Transform(s_data);

        IReadOnlyDictionary<string, object> outputs = Run(Convert(fitted, features), column, s_rows);

        IDataView scored = fitted.Transform(s_data);
        switch (task)
        {
            case PredictionTask.MulticlassClassification:
                AreClose([.. scored.GetColumn<float[]>("Score").SelectMany(scores => scores)], (float[])outputs[Score]);
                CollectionAssert.AreEqual(scored.GetColumn<uint>("PredictedLabel").ToArray(), (uint[])outputs[PredictedLabel]);
                break;
            case PredictionTask.BinaryClassification:
                AreClose([.. scored.GetColumn<float>("Score")], (float[])outputs[Score]);
                AreClose([.. scored.GetColumn<float>("Probability")], (float[])outputs["Probability.output"]);
                CollectionAssert.AreEqual(scored.GetColumn<bool>("PredictedLabel").ToArray(), (bool[])outputs[PredictedLabel]);
                break;
            case PredictionTask.AnomalyDetection:
                AreClose([.. scored.GetColumn<float>("Score")], (float[])outputs[Score]);
                AreClose([.. scored.GetColumn<float[]>("Errors").SelectMany(errors => errors)], (float[])outputs["Errors.output"]);
                float threshold = fitted.AnomalyThreshold!.Value; // It is the score of a row, which rounding may put on either side.
                CollectionAssert.AreEqual(
                    ((float[])outputs[Score]).Select(score => score > threshold).ToArray(), (bool[])outputs[PredictedLabel]);
                break;
            case PredictionTask.MultilabelClassification:
                AreClose([.. scored.GetColumn<float[]>("Score").SelectMany(scores => scores)], (float[])outputs[Score]);
                AreClose(
                    [.. scored.GetColumn<float[]>("Probability").SelectMany(row => row)], (float[])outputs["Probability.output"]);
                CollectionAssert.AreEqual(
                    scored.GetColumn<bool[]>("PredictedLabel").SelectMany(row => row).ToArray(), (bool[])outputs[PredictedLabel]);
                break;
            case PredictionTask.Ranking:
            case PredictionTask.Regression:
                AreClose([.. scored.GetColumn<float>("Score")], (float[])outputs[Score]);
                break;
            case PredictionTask.MultiTask:
                AreClose([.. scored.GetColumn<float>("Amount.Score")], (float[])outputs["Amount.Score.output"]);
                AreClose([.. scored.GetColumn<float>("Yes.Probability")], (float[])outputs["Yes.Probability.output"]);
                CollectionAssert.AreEqual(
                    scored.GetColumn<uint>("Class.PredictedLabel").ToArray(), (uint[])outputs["Class.PredictedLabel.output"]);
                break;
            default:
                throw new NotSupportedException(task.ToString());
        }
    }

    [TestMethod]
    public void A_network_fitted_on_bytes_takes_doubles_as_they_are()
    {
        IDataView bytes = s_ml.Data.LoadFromEnumerable(s_rows.Select(row => new Fitted { Features = row.Bytes, Label = row.Amount }));
        IDataView doubles = s_ml.Data.LoadFromEnumerable(s_rows.Select(row => new Scored { Features = row.Doubles }));
        using NeuralNetworkTransformer fitted = s_ml.Regression.Trainers.NeuralNetwork(Network(""), Fits.FullBatch(8, 0.1)).Fit(bytes);

        var scores = (float[])Run(Convert(fitted, doubles), "Features", s_rows, row => row.Doubles)[Score];

        AreClose([.. fitted.Transform(doubles).GetColumn<float>("Score")], scores);
    }

    [TestMethod]
    public void A_whole_pipeline_is_taken_with_MLNETs_own_transforms_before_and_after()
    {
        var pipeline = s_ml.Transforms.NormalizeMeanVariance("Normal", nameof(ConverterRow.Singles), fixZero: false)
            .Append(s_ml.Transforms.Conversion.MapValueToKey("Label", nameof(ConverterRow.Name)))
            .Append(s_ml.MulticlassClassification.Trainers.NeuralNetwork(
                Chain(Reshape(1, 4), Conv(2, 4, Relu), Flatten(), Output()), Fits.FullBatch(20) with { FeatureColumnName = "Normal" }))
            .Append(s_ml.Transforms.Conversion.MapKeyToValue("Said", "PredictedLabel"));
        var fitted = pipeline.Fit(s_data);
        IDataView given = s_ml.Transforms.SelectColumns(nameof(ConverterRow.Singles), nameof(ConverterRow.Name)).Fit(s_data)
            .Transform(s_data);
        using var folder = new TemporaryFolder();
        string path = folder.File("pipeline.onnx");
        using (FileStream file = File.Create(path))
            s_ml.Model.ConvertToOnnx(fitted, given, file);

        IDataView computed = s_ml.Transforms.ApplyOnnxModel([Score], [nameof(ConverterRow.Singles), nameof(ConverterRow.Name)], path)
            .Fit(given).Transform(given);

        AreClose(
            [.. fitted.Transform(given).GetColumn<float[]>("Score").SelectMany(scores => scores)],
            [.. computed.GetColumn<float[]>("Score").SelectMany(scores => scores)]);
    }

    private static ChainLayer Network(string column) => Chain(Body(column), Output());

    private static Layer Body(string column) => column == nameof(ConverterRow.Keys)
        ? Chain(Embedding(ConverterRow.Levels + 1, 2), Flatten())
        : Dense(5, Tanh);

    private static NeuralNetworkTransformer Fit(Layer network, string column, PredictionTask task)
    {
        NeuralNetworkOptions options = Fits.FullBatch(8, 0.1) with { FeatureColumnName = column };
        return task switch
        {
            PredictionTask.MulticlassClassification => s_ml.MulticlassClassification.Trainers.NeuralNetwork(
                network, options with { LabelColumnName = nameof(ConverterRow.Class) }).Fit(s_data),
            PredictionTask.BinaryClassification => s_ml.BinaryClassification.Trainers.NeuralNetwork(
                network, options with { LabelColumnName = nameof(ConverterRow.Yes) }).Fit(s_data),
            PredictionTask.MultilabelClassification => s_ml.MultilabelClassification.Trainers.NeuralNetwork(
                network, options with { LabelColumnName = nameof(ConverterRow.Several) }).Fit(s_data),
            PredictionTask.Ranking => s_ml.Ranking.Trainers.NeuralNetwork(
                network, options with { LabelColumnName = nameof(ConverterRow.Class), RowGroupColumnName = nameof(ConverterRow.Query) })
                .Fit(s_data),
            PredictionTask.Regression => s_ml.Regression.Trainers.NeuralNetwork(
                network, options with { LabelColumnName = nameof(ConverterRow.Amount) }).Fit(s_data),
            PredictionTask.MultiTask => s_ml.MultiTask.Trainers.NeuralNetwork(
                Chain(Body(column), Outputs(
                    (nameof(ConverterRow.Amount), Output()), (nameof(ConverterRow.Yes), Output()), (nameof(ConverterRow.Class), Output()))),
                options).Fit(s_data),
            PredictionTask.AnomalyDetection => s_ml.AnomalyDetection.Trainers.Autoencoder(network, options).Fit(s_data),
            _ => throw new NotSupportedException(task.ToString()),
        };
    }

    private static byte[] Convert(ITransformer fitted, IDataView input)
    {
        using var stream = new MemoryStream();
        s_ml.Model.ConvertToOnnx(fitted, input, stream);
        return stream.ToArray();
    }

    private static IReadOnlyDictionary<string, object> Run(byte[] file, string input, ConverterRow[] rows) => input switch
    {
        nameof(ConverterRow.Singles) => Run(file, input, rows, row => row.Singles),
        nameof(ConverterRow.Doubles) => Run(file, input, rows, row => row.Doubles),
        nameof(ConverterRow.Bytes) => Run(file, input, rows, row => row.Bytes),
        nameof(ConverterRow.Keys) => Run(file, input, rows, row => row.Keys),
        _ => Run(file, input, rows, row => row.Sparse.DenseValues().ToArray()),
    };

    private static IReadOnlyDictionary<string, object> Run<T>(byte[] file, string input, ConverterRow[] rows,
        Func<ConverterRow, T[]> values)
        where T : unmanaged =>
        OnnxScores.Run(file, input, rows.SelectMany(values).ToArray(), rows.Length, ConverterRow.Width);

    private static void AreClose(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance);
    }

    private sealed class Fitted
    {
        [VectorType(ConverterRow.Width)]
        public byte[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Scored
    {
        [VectorType(ConverterRow.Width)]
        public double[] Features { get; set; } = [];
    }
}
