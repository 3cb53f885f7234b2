using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Tests.Transforms.Images;

namespace MLFlux.Tests.Pipelines;

/// <summary>Which values a row may have, and what is said of those that it may not have.</summary>
[TestClass]
public sealed class RowValueTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow("Number", 3, "3")]
    [DataRow("Number", 3L, "3")]
    [DataRow("Number", 16777216, "16777216")]
    [DataRow("Number", 0.1, "0.1")]
    [DataRow("Number", "2.5", "2.5")]
    [DataRow("Number", "-1e3", "-1000")]
    [DataRow("Number", null, "NaN")]
    [DataRow("Wide", 16777217, "16777217")]
    [DataRow("Wide", "0.1", "0.1")]
    [DataRow("Whole", 7.0, "7")]
    [DataRow("Whole", "7", "7")]
    [DataRow("Small", 255L, "255")]
    [DataRow("Truth", true, "True")]
    [DataRow("Truth", "false", "False")]
    [DataRow("Text", "où", "où")]
    [DataRow("Text", null, "")]
    [DataRow("Day", "2026-03-01", "03/01/2026 00:00:00")]
    [DataRow("Day", "2026-03-01T12:30:15", "03/01/2026 12:30:15")]
    [DataRow("Day", "2026-03-01T12:30:15+01:00", "03/01/2026 12:30:15")]
    public void Values_are_converted_where_nothing_is_lost(string column, object? value, string expected)
    {
        RowPredictor predictor = Copying(column);

        Assert.AreEqual(expected, Text(predictor.Predict(new Dictionary<string, object?> { [column] = value })["Copy"]));
        JsonNode? json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(value));
        Assert.AreEqual(expected, Text(predictor.Predict(new JsonObject { [column] = json })["Copy"]));
    }

    [TestMethod]
    [DataRow("Number", 16777217, "a number", "16777217")]
    [DataRow("Number", "16777217", "a number", "16777217")]
    [DataRow("Number", "1,5", "a number", "'1,5'")]
    [DataRow("Number", "", "a number", "''")]
    [DataRow("Number", "NaN", "a number", "'NaN'")]
    [DataRow("Number", 1e300, "a number", "1E+300")]
    [DataRow("Number", true, "a number", "True")]
    [DataRow("Whole", 7.5, "a whole number from -2147483648 to 2147483647", "7.5")]
    [DataRow("Whole", 3000000000L, "a whole number", "3000000000")]
    [DataRow("Whole", null, "cannot be missing", "null")]
    [DataRow("Small", 256, "a whole number from 0 to 255", "256")]
    [DataRow("Small", -1, "a whole number from 0 to 255", "-1")]
    [DataRow("Truth", 1, "true or false", "1")]
    [DataRow("Truth", null, "cannot be missing", "null")]
    [DataRow("Text", 5, "text", "5")]
    [DataRow("Day", "1.3.2026", "a date", "'1.3.2026'")]
    [DataRow("Day", 20260301, "a date", "20260301")]
    [DataRow("Pair", 1.5, "2 values, each a number", "1.5")]
    [DataRow("Pair", "1 2", "2 values, each a number", "'1 2'")]
    public void Other_values_are_refused_by_column_and_value(string column, object? value, string expected, string shown)
    {
        RowPredictor predictor = Copying(column);
        JsonNode? json = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(value));
        foreach (Action predict in (Action[])[
            () => predictor.Predict(new Dictionary<string, object?> { [column] = value }),
            () => predictor.Predict(new JsonObject { [column] = json })])
        {
            string message = Assert.ThrowsExactly<ArgumentException>(predict).Message;
            StringAssert.Contains(message, $"'{column}'");
            StringAssert.Contains(message, expected);
            StringAssert.Contains(message, shown);
        }
    }

    [TestMethod]
    public void Vectors_are_arrays_lists_and_arrays_of_JSON()
    {
        RowPredictor predictor = Copying("Pair");
        object[] forms =
        [
            new[] { 1f, 2.5f }, new[] { 1.0, 2.5 }, new List<object> { 1, "2.5" }, new ReadOnlyMemory<float>([1, 2.5f]),
            new VBuffer<float>(2, [1, 2.5f]), Enumerable.Range(0, 2).Select(i => 1 + (1.5 * i)), JsonNode.Parse("[1, 2.5]")!,
            JsonNode.Parse("[1, \"2.5\"]")!, new JsonArray(1, 2.5),
        ];
        foreach (object form in forms)
            CollectionAssert.AreEqual((float[])[1, 2.5f], (float[])Predict(predictor, form)["Copy"]!, form.GetType().Name);

        Assert.AreEqual(float.NaN, ((float[])Predict(predictor, JsonNode.Parse("[null, 1]")!)["Copy"]!)[0]);
        (object Value, string Said)[] bad =
        [
            (new[] { 1f }, "2 values"), (JsonNode.Parse("[1, 2, 3]")!, "array of 3"), (JsonNode.Parse("[1, \"x\"]")!, "at place 1"),
            (JsonNode.Parse("[1, 16777217]")!, "16777217"), (JsonNode.Parse("[1, [2]]")!, "array of 1"),
            (JsonNode.Parse("[1, 1e99]")!, "1E+99"),
            (JsonNode.Parse("{}")!, "an object"), (new object[] { 1, 2, 3 }, "3 values"),
        ];
        foreach ((object value, string said) in bad)
        {
            string message = Assert.ThrowsExactly<ArgumentException>(() => Predict(predictor, value)).Message;
            StringAssert.Contains(message, "'Pair'");
            StringAssert.Contains(message, said);
        }

        RowPredictor words = Copying("Words");
        RowPrediction copied = words.Predict(new JsonObject { ["Words"] = new JsonArray("a", null) });
        CollectionAssert.AreEqual((string[])["a", ""], (string[])copied["Copy"]!);
    }

    /// <summary>Only vectors of floats were looked at; in those of doubles whole numbers became others, and large ones infinite.</summary>
    [TestMethod]
    [DataRow("[1, 9007199254740993]", "9007199254740993")]
    [DataRow("[1, 1e400]", "Infinity")]
    public void Numbers_that_no_double_has_are_refused_in_vectors_of_JSON(string json, string shown)
    {
        RowPredictor predictor = Copying("WidePair");
        string message = Assert.ThrowsExactly<ArgumentException>(
            () => predictor.Predict(new JsonObject { ["WidePair"] = JsonNode.Parse(json) })).Message;
        StringAssert.Contains(message, "'WidePair'");
        StringAssert.Contains(message, "at place 1");
        StringAssert.Contains(message, shown);
        RowPrediction large = predictor.Predict(new JsonObject { ["WidePair"] = JsonNode.Parse("[1e300, 9007199254740992]") });
        CollectionAssert.AreEqual((double[])[1e300, 9007199254740992], (double[])large["Copy"]!);
    }

    [TestMethod]
    public void All_missing_columns_are_named_with_those_that_came()
    {
        ITransformer model = _ml.Transforms.Concatenate("Both", "Number", "Second").Fit(Data());
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, Data().Schema);
        string message = Assert.ThrowsExactly<ArgumentException>(
            () => predictor.Predict(new Dictionary<string, object?> { ["number"] = 1f })).Message;

        StringAssert.Contains(message, "'Number' (a number) and 'Second' (a number) are missing.");
        StringAssert.Contains(message, "The row has 'number'; upper and lower case count.");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => predictor.Predict(new JsonObject { ["Number"] = 1 })).Message,
            "'Second' is missing; expected a number. The row has 'Number'");
    }

    [TestMethod]
    public void Keys_are_given_as_what_they_stand_for_or_as_numbers()
    {
        IDataView keyed = Examples.Keyed(_ml, Examples.Make(6));
        RowPredictor named = _ml.Model.CreateRowPredictor(_ml.Transforms.CopyColumns("Copy", "Label").Fit(keyed), keyed.Schema);
        Assert.AreEqual("ash", named.Predict(new JsonObject { ["Label"] = "ash" })["Copy"]);
        Assert.IsNull(named.Predict(new JsonObject { ["Label"] = null })["Copy"]);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => named.Predict(new JsonObject { ["Label"] = "fir" })).Message,
            "'oak', 'ash', 'elm'");

        IDataView plain = Examples.View(_ml, 6);
        RowPredictor numbered = _ml.Model.CreateRowPredictor(_ml.Transforms.CopyColumns("Copy", "Key").Fit(plain), plain.Schema);
        Assert.AreEqual(2ul, numbered.Predict(new JsonObject { ["Key"] = 2 })["Copy"]);
        Assert.ThrowsExactly<ArgumentException>(() => numbered.Predict(new JsonObject { ["Key"] = 4 }));
    }

    [TestMethod]
    public void Encoded_images_are_bytes_base64_and_in_a_program_files()
    {
        using var folder = new TemporaryFolder();
        byte[] encoded = TestImages.Encode(8, 6, seed: 3);
        string file = folder.File("a photograph.jpg");
        File.WriteAllBytes(file, encoded);
        IDataView data = _ml.Data.LoadFromEnumerable<Photo>([new Photo { Image = encoded }]);
        var options = new ImageToVectorOptions { Width = 4, Height = 4 };
        ImageToVectorTransformer model = _ml.Transforms.ImageToVector("Features", "Image", options).Fit(data);
        float[] expected = model.Transform(data).GetColumn<float[]>("Features").Single();
        RowPredictor predictor = _ml.Model.CreateRowPredictor(model, data.Schema);

        string base64 = Convert.ToBase64String(encoded);
        foreach (object form in (object[])[encoded, base64, "data:image/jpeg;base64," + base64, file, new FileInfo(file)])
        {
            RowPrediction prediction = predictor.Predict(new Dictionary<string, object?> { ["Image"] = form });
            CollectionAssert.AreEqual(expected, (float[])prediction["Features"]!);
        }

        CollectionAssert.AreEqual(expected, (float[])predictor.Predict(new JsonObject { ["Image"] = base64 })["Features"]!);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => predictor.Predict(new JsonObject { ["Image"] = file })).Message, "base64",
            "JSON comes from anybody, and no text in it opens a file.");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => predictor.Predict(new Dictionary<string, object?> { ["Image"] = file + "x" })).Message, "'Image'");
    }

    private static RowPrediction Predict(RowPredictor predictor, object value) => value is JsonNode json
        ? predictor.Predict(new JsonObject { ["Pair"] = json.DeepClone() })
        : predictor.Predict(new Dictionary<string, object?> { ["Pair"] = value });

    private RowPredictor Copying(string column) =>
        _ml.Model.CreateRowPredictor(_ml.Transforms.CopyColumns("Copy", column).Fit(Data()), Data().Schema);

    private IDataView Data() => _ml.Data.LoadFromEnumerable<Row>([new Row()]);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private sealed class Photo
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Row
    {
        public float Number { get; set; }

        public float Second { get; set; }

        public double Wide { get; set; }

        public int Whole { get; set; }

        public byte Small { get; set; }

        public bool Truth { get; set; }

        public string Text { get; set; } = "";

        public DateTime Day { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        [VectorType(2)]
        public double[] WidePair { get; set; } = [0, 0];

        public string[] Words { get; set; } = [];
    }
}
