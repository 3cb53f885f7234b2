using Microsoft.ML;
using MLFlux.Onnx;
using MLFlux.Tests.Construction;

namespace MLFlux.Tests.Onnx;

/// <summary>What is written is read, and written again as it was.</summary>
[TestClass]
public sealed class RoundTripTests
{
    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void A_layers_file_read_and_written_is_the_same_to_the_byte(int row) => IsSame(LayerExports.OfRow(row));

    [TestMethod]
    public void So_is_a_file_of_texts_bytes_and_doubles() => IsSame(LayerExports.OfOtherKinds());

    [TestMethod]
    public void So_is_a_file_with_all_that_the_records_have()
    {
        var branch = new GraphProto { Name = "then", Nodes = [new NodeProto("Identity", ["x"], ["y"], [])] };
        var model = new ModelProto(
            new GraphProto
            {
                Name = "all",
                Nodes =
                [
                    new NodeProto("Foo", ["x", "", "w"], ["y"], [
                        ("f", 0.5f), ("i", -3L), ("s", "Größe"),
                        new("t", new TensorProto(null, OnnxType.Bool, []) { Content = new byte[] { 1 } }),
                        new("g", branch), new("fs", new[] { 1f, float.NaN }), ("is", [long.MinValue, 0]), ("ss", ["", "b"])])
                    {
                        Name = "first",
                        Domain = "com.example",
                    },
                ],
                Constants =
                [
                    new TensorProto("w", OnnxType.Half, [2, 1]) { Content = new byte[] { 1, 2, 3, 4 } },
                    new TensorProto("empty", OnnxType.Float, [0]),
                ],
                Inputs = [new ValueInfoProto("x", OnnxType.Float, [new(null, "rows"), new(3, null), new(null, null)])],
                Outputs = [new ValueInfoProto("y", OnnxType.BFloat16, null), new ValueInfoProto("z", null, null)],
                Values = [new ValueInfoProto("v", OnnxType.Int8, [])],
            },
            [new OperatorSet(null, 21), new OperatorSet("com.example", 1)])
        {
            FormatVersion = 10,
            Domain = "com.example.models",
            ModelVersion = 7,
            Description = "",
            Metadata = [("author", "nobody")],
        };
        using var stream = new MemoryStream();
        ModelWriter.Write(model, stream);

        ModelProto read = IsSame(stream.ToArray());

        Assert.AreEqual(7, read.ModelVersion);
        Assert.AreEqual("nobody", read.Metadata.Single().Value);
        NodeProto node = read.Graph.Nodes.Single();
        CollectionAssert.AreEqual(
            new[] { "f", "i", "s", "t", "g", "fs", "is", "ss" }, node.Attributes.Select(attribute => attribute.Name).ToArray());
        Assert.AreEqual("Identity", ((GraphProto)node.Attributes[4].Value).Nodes.Single().Operation);
        CollectionAssert.AreEqual(new[] { "x", "", "w" }, node.Inputs.ToArray());
    }

    [TestMethod]
    public void A_file_by_MLNETs_converter_scores_the_same_after_it()
    {
        var ml = new MLContext(seed: 1);
        ConverterRow[] rows = ConverterRow.Make(20);
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        IDataView features = ml.Transforms.SelectColumns(nameof(ConverterRow.Singles)).Fit(data).Transform(data);
        var fitted = ml.Transforms.NormalizeMeanVariance(nameof(ConverterRow.Singles))
            .Append(ml.Regression.Trainers.Sdca(nameof(ConverterRow.Amount), nameof(ConverterRow.Singles))).Fit(data);
        using var stream = new MemoryStream();
        ml.Model.ConvertToOnnx(fitted, features, stream);
        byte[] file = stream.ToArray();

        using var again = new MemoryStream();
        ModelProto read = ModelReader.Read(new MemoryStream(file), "converted");
        ModelWriter.Write(read, again);

        Assert.AreEqual(0, read.SkippedFields);
        CollectionAssert.AreEqual(Scores(file), Scores(again.ToArray()));

        float[] Scores(byte[] model) => (float[])OnnxScores.Run(
            model, nameof(ConverterRow.Singles), rows.SelectMany(row => row.Singles).ToArray(),
            rows.Length, ConverterRow.Width)["Score.output"];
    }

    private static ModelProto IsSame(byte[] file)
    {
        ModelProto read = ModelReader.Read(new MemoryStream(file), "file");
        using var again = new MemoryStream();
        ModelWriter.Write(read, again);

        Assert.AreEqual(0, read.SkippedFields);
        CollectionAssert.AreEqual(file, again.ToArray());
        return read;
    }
}
