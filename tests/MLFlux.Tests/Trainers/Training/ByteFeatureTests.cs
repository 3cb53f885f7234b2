using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;
using MLFlux.Tests.Estimators;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

[TestClass]
public sealed class ByteFeatureTests
{
    private const int Rows = 300;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = Make();

    [TestMethod]
    public void Train_the_network_that_their_255ths_train_and_score_alike()
    {
        NeuralNetworkTransformer bytes = Fit("Pixels"), floats = Fit("Features");

        foreach ((NetworkWeight a, NetworkWeight b) in bytes.Model.Weights.Zip(floats.Model.Weights))
            CollectionAssert.AreEqual(b.Values.ToArray(), a.Values.ToArray(), a.Name);
        CollectionAssert.AreEqual(Scores(floats), Scores(bytes));
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 1, 4, 5), bytes.FeatureColumnType);

        static float[] Scores(NeuralNetworkTransformer transformer) =>
            [.. transformer.Transform(s_data).GetColumn<float[]>("Score").SelectMany(s => s)];
    }

    [TestMethod]
    public void Keep_the_estimator_contract() =>
        new EstimatorContract(Trainer("Pixels"), s_data) { InvalidInputs = [s_ml.Data.LoadFromEnumerable([new Other()])] }.Verify();

    [TestMethod]
    public void A_network_trained_on_floats_refuses_bytes()
    {
        NeuralNetworkTransformer floats = Fit("Features");
        IDataView bytes = s_ml.Transforms.CopyColumns("Features", "Pixels").Fit(s_data).Transform(s_data);

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => floats.Transform(bytes));

        StringAssert.Contains(fault.Message, "'Features'");
        StringAssert.Contains(fault.Message, "Single");
    }

    [TestMethod]
    public void Validation_rows_of_bytes_were_taken_for_255ths_by_a_network_of_floats()
    {
        IDataView bytes = s_ml.Transforms.CopyColumns("Features", "Pixels").Fit(s_data).Transform(s_data);

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Trainer("Features").Fit(s_data, bytes));

        StringAssert.Contains(fault.Message, "'Features'");
        StringAssert.Contains(fault.Message, "as in the training data");
    }

    [TestMethod]
    public void Serve_a_prediction_engine()
    {
        NeuralNetworkTransformer model = Fit("Pixels");
        using var engine = s_ml.Model.CreatePredictionEngine<Row, Score>(model);
        float[][] all = [.. model.Transform(s_data).GetColumn<float[]>("Score")];

        for (int i = 0; i < 20; i++)
        {
            float[] one = engine.Predict(RowAt(i)).Scores;
            for (int k = 0; k < one.Length; k++)
                Assert.AreEqual(all[i][k], one[k], 1e-6);
        }
    }

    [TestMethod]
    public void Take_a_quarter_of_the_memory_of_floats()
    {
        const int width = 3072, rows = 2000;
        FeatureStore bytes = new(width, isBytes: true), floats = new(width);
        var row = new VBuffer<byte>(width, new byte[width]);
        var wide = new VBuffer<float>(width, new float[width]);
        long start = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < rows; i++)
            bytes.Add(row);
        long middle = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < rows; i++)
            floats.Add(wide);
        long end = GC.GetAllocatedBytesForCurrentThread();

        Assert.IsLessThan((end - middle) / 3, middle - start);
        Assert.IsLessThan(floats.Bytes / 3, bytes.Bytes);
    }

    [TestMethod]
    public void A_model_with_other_weights_takes_bytes_as_before()
    {
        using NeuralNetworkTransformer fitted = Fit(nameof(Row.Pixels));

        using NeuralNetworkTransformer changed = fitted.WithWeights(PretrainedWeights.FromModel(fitted.Model));

        Assert.AreEqual(fitted.FeatureColumnType, changed.FeatureColumnType);
        CollectionAssert.AreEqual(
            fitted.Transform(s_data).GetColumn<float[]>("Score").SelectMany(row => row).ToArray(),
            changed.Transform(s_data).GetColumn<float[]>("Score").SelectMany(row => row).ToArray());
    }

    private static NeuralNetworkTrainer Trainer(string column) => s_ml.MulticlassClassification.Trainers.NeuralNetwork(
        Chain(Flatten(), Dense(8, Activation.Relu), Output()),
        new NeuralNetworkOptions { FeatureColumnName = column, Epochs = 2, Seed = 7, ValidationFraction = 0.2 });

    private static NeuralNetworkTransformer Fit(string column) => Trainer(column).Fit(s_data);

    private static IDataView Make()
    {
        IDataView rows = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(RowAt).ToList());
        return s_ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    private static Row RowAt(int index)
    {
        var random = new Random(index);
        byte[] pixels = new byte[20];
        random.NextBytes(pixels);
        return new Row { Pixels = pixels, Features = [.. pixels.Select(p => p * (1 / 255f))], Label = index % 3 };
    }

    private sealed class Row
    {
        [VectorType(1, 4, 5)]
        public byte[] Pixels { get; set; } = [];

        [VectorType(1, 4, 5)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Other
    {
        public float Pixels { get; set; }

        public float Label { get; set; }
    }

    private sealed class Score
    {
        [ColumnName("Score")]
        public float[] Scores { get; set; } = [];
    }
}
