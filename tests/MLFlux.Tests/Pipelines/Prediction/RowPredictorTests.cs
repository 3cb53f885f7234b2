using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines;

/// <summary>Rows as values by column name get the predictions that rows of a class get.</summary>
[TestClass]
public sealed class RowPredictorTests
{
    private static readonly Example[] s_rows = Examples.Make(60);

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_feature_called_Score_made_the_label_a_column_that_rows_need()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(row => new Rated
        {
            Score = row % 10, Age = row % 7, Buys = row % 10 > 4 ? "yes" : "no",
        }).ToArray());
        ReadyPipeline ready = ml.Pipelines().Tabular(rows, nameof(Rated.Buys), new TabularOptions { Quality = Quality.Quick });
        RowPredictor predictor = ml.Model.CreateRowPredictor(ready.Fit(rows), rows.Schema);

        CollectionAssert.AreEquivalent((string[])[nameof(Rated.Score), nameof(Rated.Age)], predictor.RequiredColumns.ToArray());
        RowPrediction said = predictor.Predict(new Dictionary<string, object?> { ["Score"] = 9f, ["Age"] = 3f });
        Assert.AreEqual("yes", said.Label?.ToString());
    }

    [TestMethod]
    public void A_dictionary_and_JSON_give_what_an_engine_gives_with_names()
    {
        ITransformer model = Trees();
        using var engine = _ml.Model.CreatePredictionEngine<Example, TreePrediction>(model);
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, Examples.View(_ml, s_rows).Schema);

        foreach (Example row in s_rows)
        {
            TreePrediction expected = engine.Predict(row);
            RowPrediction[] predictions =
            [
                predictor.Predict(new Dictionary<string, object?> { ["Features"] = row.Features }),
                predictor.Predict(new JsonObject { ["Features"] = new JsonArray([.. row.Features.Select(value => (JsonNode)value)]) }),
                predictor.Predict(JsonNode.Parse($"{{\"Features\": [{string.Join(',', row.Features)}]}}")!.AsObject()),
            ];
            foreach (RowPrediction prediction in predictions)
            {
                Assert.AreEqual(expected.PredictedLabel, prediction.Label);
                CollectionAssert.AreEqual(expected.Score, (float[])prediction["Score"]!);
                CollectionAssert.AreEqual(Examples.Names, prediction.Probabilities.Keys.ToArray());
                CollectionAssert.AreEqual(expected.Score, prediction.Probabilities.Values.ToArray());
                Assert.AreEqual(expected.Score[1], prediction.Probabilities["ash"]);
            }
        }
    }

    [TestMethod]
    public void A_loaded_model_needs_the_schema_of_its_file_and_no_label()
    {
        IDataView data = Examples.View(_ml, s_rows);
        using var file = new MemoryStream();
        _ml.Model.Save(Trees(), data.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out DataViewSchema schema);
        RowPredictor predictor = _ml.Model.CreateRowPredictor(loaded, schema);

        CollectionAssert.AreEqual((string[])["Features"], predictor.RequiredColumns.ToArray());
        CollectionAssert.IsSubsetOf((string[])["PredictedLabel", "Score"], predictor.OutputColumns.ToArray());
        Assert.AreEqual("elm", predictor.Predict(new Dictionary<string, object?> { ["Features"] = new[] { 0f, 0f, 1f } }).Label);
    }

    [TestMethod]
    public void Keys_of_a_class_are_given_as_the_value_of_the_label()
    {
        // Without MapKeyToValue at the end.
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Label", "Code")
            .Append(_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, Fits.FullBatch(40)))
            .Fit(Examples.View(_ml, s_rows));
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, Examples.View(_ml, s_rows).Schema);

        RowPrediction prediction = predictor.Predict(new Dictionary<string, object?> { ["Features"] = s_rows[1].Features });
        Assert.AreEqual(20, prediction.Label);
        CollectionAssert.AreEqual((string[])["10", "20", "30"], prediction.Probabilities.Keys.ToArray());
    }

    [TestMethod]
    public void Yes_and_no_are_named_as_the_label_names_them()
    {
        IDataView houses = House.View(_ml, 300);
        ITransformer model = _ml.Pipelines().Tabular(houses, "Quick").Fit(houses);
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, houses.Schema);

        string[] labels = [.. model.Transform(houses).GetColumn<string>("PredictedLabel").Take(20)];
        float[] probabilities = [.. model.Transform(houses).GetColumn<float>("Probability").Take(20)];
        House[] rows = House.Make(300);
        for (int i = 0; i < labels.Length; i++)
        {
            RowPrediction prediction = predictor.Predict(Row(rows[i]));
            Assert.AreEqual(labels[i], prediction.Label);
            Assert.AreEqual(probabilities[i], prediction.Probabilities["yes"], 1e-6);
            Assert.AreEqual(1 - probabilities[i], prediction.Probabilities["no"], 1e-6);
        }

        CollectionAssert.DoesNotContain(predictor.RequiredColumns.ToArray(), "Quick");
        CollectionAssert.DoesNotContain(predictor.RequiredColumns.ToArray(), "Country", "It was left out.");
    }

    [TestMethod]
    public void Numbers_are_the_label_of_models_that_predict_numbers()
    {
        using NeuralNetworkTransformer model = Fits.Regression(Chain(Dense(8, Tanh), Output()), Fits.FullBatch(20), s_rows);
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, Examples.View(_ml, s_rows).Schema);

        RowPrediction prediction = predictor.Predict(new Dictionary<string, object?> { ["Features"] = s_rows[0].Features });
        Assert.AreEqual(Fits.Numbers(model, s_rows)[0], (float)prediction.Label!, 1e-5f);
        Assert.IsEmpty(prediction.Probabilities);
        StringAssert.Contains(Assert.ThrowsExactly<KeyNotFoundException>(() => prediction["Probability"]).Message, "'Score'");
    }

    [TestMethod]
    public void Trainers_of_ML_NET_are_served_too()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy())
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(Examples.View(_ml, s_rows));
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, Examples.View(_ml, s_rows).Schema);

        RowPrediction prediction = predictor.Predict(new Dictionary<string, object?> { ["Features"] = s_rows[2].Features });
        Assert.AreEqual("elm", prediction.Label);
        Assert.AreEqual("elm", prediction.Probabilities.MaxBy(pair => pair.Value).Key);
    }

    [TestMethod]
    public void Many_threads_give_the_numbers_of_one_and_faults_stay_their_own()
    {
        ITransformer model = ModelZip.Load(ModelZip.Save(Trees()));
        float[][] expected = Fits.Vectors(model, s_rows);
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, Examples.View(_ml, s_rows).Schema);
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();

        System.Threading.Tasks.Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            int row = i % s_rows.Length;
            if (i % 7 == 0)
            {
                object? bad = i % 2 == 0 ? new object?[] { 9f, 9f, "nine" } : null;
                Assert.ThrowsExactly<ArgumentException>(() => predictor.Predict(new Dictionary<string, object?> { ["Features"] = bad }));
            }

            RowPrediction prediction = predictor.Predict(new Dictionary<string, object?> { ["Features"] = s_rows[row].Features });
            if (((float[])prediction["Score"]!).Zip(expected[row]).Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6))
                wrong.Add($"row {row}");
        });

        Assert.IsEmpty(wrong, string.Join(", ", wrong.Take(5)));
    }

    [TestMethod]
    public void A_model_that_does_not_work_row_by_row_is_refused_by_name()
    {
        ITransformer model = new TransformerChain<ITransformer>(Trees(), new FirstRowsOnly());
        var fault = Assert.ThrowsExactly<NotSupportedException>(
            () => _ml.Model.CreateRowPredictor(model, Examples.View(_ml, s_rows).Schema));
        StringAssert.Contains(fault.Message, nameof(FirstRowsOnly));
    }

    private TransformerChain<Microsoft.ML.Transforms.KeyToValueMappingTransformer> Trees() =>
        _ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator
            .KeyOrdinality.ByOccurrence)
        .Append(_ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Linear, Fits.FullBatch(40)))
        .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(Examples.View(_ml, s_rows));

    private static Dictionary<string, object?> Row(House house) =>
        typeof(House).GetProperties().Where(property => property.Name != nameof(House.Quick))
            .ToDictionary(property => property.Name, property => property.GetValue(house));

    private sealed class FirstRowsOnly : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => new MLContext().Data.TakeRows(input, 1);

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }

    private sealed class TreePrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed class Rated
    {
        public float Score { get; set; }

        public float Age { get; set; }

        public string Buys { get; set; } = "";
    }
}
