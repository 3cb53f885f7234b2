using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

/// <summary>Files that are no networks, or not what MLFlux computes, end in a sentence that names what is wrong.</summary>
[TestClass]
public sealed class ForeignGraphTests
{
    [TestMethod]
    public void Unknown_operators_are_listed_with_their_number_before_anything_is_made()
    {
        GraphFile file = new GraphFile { Input = [4] }.Node("Loop", ["x"], ["a"]).Node("Loop", ["a"], ["b"])
            .Node(new NodeProto("Attention", ["b"], ["y"], []) { Domain = "com.microsoft" });
        var fault = Assert.ThrowsExactly<NotSupportedException>(() => file.Import());
        Assert.Contains("Loop (×2), com.microsoft.Attention (×1)", fault.Message);
    }

    [TestMethod]
    public void What_the_output_does_not_need_is_not_looked_at()
    {
        GraphFile file = new GraphFile { Input = [4] }.Node("Relu", ["x"], ["y"]).Node("Loop", ["y"], ["z"]);
        Assert.AreEqual(new Shape(4), file.Import().OutputShape(new Shape(4)));
    }

    [TestMethod]
    public void Nodes_that_go_round_in_a_circle_are_named()
    {
        GraphFile file = new GraphFile { Input = [4] }.Node("Add", ["x", "b"], ["a"]).Node("Relu", ["a"], ["b"]).Node("Tanh", ["b"], ["y"]);
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => file.Import());
        Assert.Contains("round in a circle", fault.Message);
        Assert.Contains("Relu of b", fault.Message);
        Assert.Contains("Add of a", fault.Message);
    }

    [TestMethod]
    public void A_node_that_takes_its_own_value_is_named()
    {
        GraphFile file = new GraphFile { Input = [4] }.Node("Add", ["x", "y"], ["y"]);
        Assert.Contains("'Add of y' takes its own value", Assert.ThrowsExactly<InvalidDataException>(() => file.Import()).Message);
    }

    [TestMethod]
    public void A_chain_of_a_hundred_thousand_nodes_needs_no_stack()
    {
        var file = new GraphFile { Input = [4], Outputs = ["v100000"] };
        file.Node("Neg", ["x"], ["v0"]);
        for (int i = 0; i < 100_000; i++)
            file.Node("Neg", [$"v{i}"], [$"v{i + 1}"]);
        Assert.AreEqual(100_001, file.Import().NodeCount);
    }

    [TestMethod]
    public void Inputs_that_nothing_gives_are_named()
    {
        GraphFile file = new GraphFile { Input = [4] }.Node("Add", ["x", "bias"], ["y"]);
        var fault = Assert.ThrowsExactly<InvalidDataException>(() => file.Import());
        Assert.Contains("node 'Add of y' takes 'bias', which nothing gives", fault.Message);
    }

    [TestMethod]
    public void Two_nodes_that_give_one_value_are_refused()
    {
        GraphFile file = new GraphFile { Input = [4] }.Node("Relu", ["x"], ["y"]).Node("Tanh", ["x"], ["y"]);
        Assert.Contains("two things give 'y'", Assert.ThrowsExactly<InvalidDataException>(() => file.Import()).Message);
    }

    [TestMethod]
    public void Shapes_that_do_not_fit_name_the_node()
    {
        GraphLayer layer = new GraphFile { Input = [3, null] }.Weights("w", 2, 4, 3).Node("Conv", ["x", "w"], ["y"]).Import();
        var fault = Assert.ThrowsExactly<NetworkShapeException>(() => layer.OutputShape(new Shape(3, 9)));
        Assert.Contains("node 'Conv of y' (Conv) takes 4 channels in 1 groups, got rows×3×9", fault.Message);
    }

    [TestMethod]
    [DataRow(long.MaxValue)]
    [DataRow(1L << 40)]
    [DataRow(-2L)]
    public void Inputs_of_impossible_sizes_are_refused(long size)
    {
        GraphFile file = new GraphFile { Input = [size] }.Node("Relu", ["x"], ["y"]);
        Assert.Contains("its input 'x' has a dimension of", Assert.ThrowsExactly<InvalidDataException>(() => file.Import()).Message);
    }

    [TestMethod]
    public void Values_of_terabytes_are_refused_before_anything_is_allocated()
    {
        GraphLayer layer = new GraphFile { Input = [null, null] }.Vector("s", 1, 1 << 20, 1 << 20).Node("Expand", ["x", "s"], ["y"])
            .Import();
        var fault = Assert.ThrowsExactly<NetworkShapeException>(() => layer.OutputShape(new Shape(1, 1)));
        Assert.Contains("more than the 2,147,483,647 values of a tensor", fault.Message);
    }

    [TestMethod]
    public void Weights_that_are_not_finite_are_named()
    {
        GraphFile file = new GraphFile { Input = [2] }.Floats("w", [1, float.NaN], 2).Node("Mul", ["x", "w"], ["y"]);
        Assert.Contains("weight 'w' holds a number that is not finite", Assert.ThrowsExactly<InvalidDataException>(() => file.Import())
            .Message);
    }

    [TestMethod]
    public void Of_several_outputs_one_has_to_be_chosen()
    {
        GraphFile file = new GraphFile { Input = [2], Outputs = ["y", "z"] }.Node("Relu", ["x"], ["y"]).Node("Tanh", ["y"], ["z"]);
        Assert.Contains("2 outputs: 'y', 'z'", Assert.ThrowsExactly<ArgumentException>(() => file.Import()).Message);
        Assert.AreEqual(1, file.Import(new OnnxOptions { Until = "y" }).NodeCount);
        Assert.AreEqual(2, file.Import(new OnnxOptions { Until = "Tanh of z" }).NodeCount);
        Assert.Contains("no value and no node 'q'", Assert.ThrowsExactly<ArgumentException>(
            () => file.Import(new OnnxOptions { Until = "q" })).Message);
    }

    [TestMethod]
    public void A_sum_over_rows_is_refused()
    {
        GraphFile file = new GraphFile { Input = [2] }.Node("ReduceMean", ["x"], ["y"], ("axes", [0L]));
        Assert.Contains("adds up rows", Assert.ThrowsExactly<NetworkShapeException>(() => file.Import()).Message);
    }

    [TestMethod]
    public void Places_beyond_a_table_are_named_when_they_come()
    {
        GraphLayer layer = new GraphFile { Input = [2], Type = OnnxType.Int64 }.Weights("w", 10, 3).Node("Gather", ["w", "x"], ["y"])
            .Import();
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => GraphScores.Compute(layer, new Shape(2), [3, 10]));
        Assert.Contains("looks place 10 up where there are 10", fault.Message);
    }

    [TestMethod]
    public void A_file_over_two_gigabytes_is_refused_by_its_length()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        try
        {
            using (FileStream file = File.Create(path))
                file.SetLength((2L << 30) + 1);
            var fault = Assert.ThrowsExactly<InvalidDataException>(() => Networks.FromOnnx(path));
            Assert.Contains("ONNX files up to 2,147,483,648 bytes are read", fault.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void A_thousand_mutations_give_clear_errors_or_scores()
    {
        byte[] whole = new GraphFile { Input = [2, 5, 5] }.Weights("w", 3, 2, 3, 3).Weights("v", 27, 2).Vector("s", 0, -1)
            .Node("Conv", ["x", "w"], ["c"]).Node("Relu", ["c"], ["r"]).Node("Reshape", ["r", "s"], ["f"])
                .Node("MatMul", ["f", "v"], ["y"]).ToBytes();
        var random = new Random(5);
        for (int i = 0; i < 1000; i++)
        {
            byte[] changed = [.. whole];
            for (int j = random.Next(1, 4); j > 0; j--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                using var stream = new MemoryStream(changed);
                GraphLayer layer = Networks.FromOnnx(stream);
                if (layer.OutputShape(new Shape(2, 5, 5)).Size < 1000)
                    GraphScores.Compute(layer, new Shape(2, 5, 5), new float[50]);
            }
            catch (Exception fault) when (
                fault is InvalidDataException or NotSupportedException or ArgumentException or NetworkShapeException)
            {
                Assert.IsGreaterThan(10, fault.Message.Length);
            }
        }
    }
}
