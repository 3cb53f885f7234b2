using MLFlux.Onnx;
using MLFlux.Tests.Onnx;

namespace MLFlux.Tests.Graphs;

/// <summary>What an example is to a graph: its shape, its rows, several inputs.</summary>
[TestClass]
public sealed class GraphInputTests
{
    [TestMethod]
    public void A_file_for_one_row_takes_many()
    {
        GraphFile file = new GraphFile { Rows = 1, Input = [3, 4] }.Vector("s", 1, 12).Node("Reshape", ["x", "s"], ["f"])
            .Weights("w", 12, 2)
            .Node("MatMul", ["f", "w"], ["m"]).Vector("t", 1, -1).Node("Reshape", ["m", "t"], ["y"]);
        GraphLayer layer = file.Import();
        float[] rows = GraphScores.Rows(new Shape(3, 4), 3);
        float[] expected = [.. rows.Chunk(12).SelectMany(row => (float[])OnnxScores.Run(file.ToBytes(), "x", row, 1, 3, 4)["y"])];
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(expected, GraphScores.Compute(layer, new Shape(3, 4), rows)));
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.ExportDifference(layer, new Shape(3, 4), 3));
    }

    [TestMethod]
    public void A_pool_over_the_whole_image_takes_images_of_other_sizes()
    {
        GraphLayer layer = new GraphFile { Input = [2, 6, 6] }.Weights("w", 3, 2, 3, 3).Node("Conv", ["x", "w"], ["c"])
            .Node("AveragePool", ["c"], ["y"], ("kernel_shape", [4, 4])).Import();
        Assert.AreEqual(new Shape(3, 1, 1), layer.OutputShape(new Shape(2, 6, 6)));
        Assert.AreEqual(new Shape(3, 1, 1), layer.OutputShape(new Shape(2, 9, 5)));
        Assert.AreEqual(new Shape(2, 6, 6), layer.Example);
    }

    [TestMethod]
    public void Several_inputs_lie_side_by_side_in_one_row()
    {
        GraphFile file = new GraphFile
        {
            Inputs =
            [
                new ValueInfoProto("ids", OnnxType.Int64, [new Dimension(null, "rows"), new Dimension(null, "time")]),
                new ValueInfoProto("numbers", OnnxType.Float, [new Dimension(null, "rows"), new Dimension(2, null),
                    new Dimension(3, null)]),
            ],
        }.Weights("w", 7, 3).Node("Gather", ["w", "ids"], ["e"]).Node("Add", ["e", "numbers"], ["y"]);
        var fault = Assert.ThrowsExactly<ArgumentException>(() => file.Import());
        Assert.Contains("[\"time\"] = ...", fault.Message);

        GraphLayer layer = file.Import(new OnnxOptions { Dimensions = new Dictionary<string, int> { ["time"] = 2 } });
        Assert.AreEqual(new Shape(8), layer.Example);
        Assert.AreEqual(new Shape(2, 3), layer.OutputShape(new Shape(8)));
        float[] y = GraphScores.Compute(layer, new Shape(8), [6, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1, 1, 1, 1, 1, 1]);
        for (int i = 0; i < 6; i++)
            Assert.AreEqual(y[i] + 1, y[i + 6], 1e-6);
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.ExportDifference(layer, new Shape(8), 3, levels: 7));
    }

    [TestMethod]
    public void Is_printed_and_summarised_like_any_layer()
    {
        GraphLayer layer = new GraphFile { Input = [4] }.Weights("a.weight", 4, 3).Weights("onnx::b", 3)
            .Node("MatMul", ["x", "a.weight"], ["m"])
            .Node("Add", ["m", "onnx::b"], ["y"]).Import(new OnnxOptions { Title = "small.onnx" });
        const string Printed = """Networks.FromOnnx("small.onnx", new OnnxOptions { Until = "y" })""";
        Assert.AreEqual(Printed, layer.ToString());
        Assert.AreEqual($"{Printed}  // 4 → 3, 15 parameters\n// In all: 4 → 3, 15 parameters", layer.Summary(new Shape(4)));
        CollectionAssert.AreEqual((string[])["a.weight", "onnx__b"], layer.Parameters(new Shape(4)).Select(p => p.Name).ToArray());
    }
}
