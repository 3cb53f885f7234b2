using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

/// <summary>
/// Blocks as exporters write those of well-known families give what ONNX Runtime gives, are exported again, and have gradients; also for
/// more rows than one.
/// </summary>
[TestClass]
public sealed class FamilyTests
{
    private const double Tolerance = 1e-5;
    private const int Tokens = 5, Words = 12, Width = 8, Heads = 2;

    private static readonly Dictionary<string, (GraphFile File, Shape Input, int Levels)> s_families = new()
    {
        ["VGG"] = (Vgg, new Shape(3, 8, 8), 0),
        ["MobileNet 2"] = (MobileNet("Clip"), new Shape(4, 8, 8), 0),
        ["MobileNet 3"] = (MobileNet("HardSwish"), new Shape(4, 8, 8), 0),
        ["EfficientNet"] = (EfficientNet, new Shape(4, 9, 9), 0),
        ["DistilBERT"] = (DistilBert, new Shape(Tokens), Words),
    };

    public static IEnumerable<object[]> Names => s_families.Keys.Select(name => new object[] { name });

    private static GraphFile Vgg => new GraphFile { OperatorSet = 9, Input = [3, 8, 8] }
        .Weights("w", 4, 3, 3, 3).Weights("b", 4).Weights("v", 16, 6).Weights("c", 6)
        .Node("Conv", ["x", "w", "b"], ["a"], ("kernel_shape", [3L, 3]), ("pads", [1L, 1, 1, 1]), ("strides", [1L, 1]))
        .Node("Relu", ["a"], ["r"]).Node("MaxPool", ["r"], ["p"], ("kernel_shape", [4L, 4]), ("strides", [4L, 4]))
        .Node("Flatten", ["p"], ["f"], ("axis", 1L)).Node("Gemm", ["f", "v", "c"], ["g"]).Node("Relu", ["g"], ["h"])
        .Node("Dropout", ["h"], ["y"], ("ratio", 0.5f));

    /// <summary>A wide block with a convolution of each channel, and what scales the channels by their means.</summary>
    private static GraphFile MobileNet(string function)
    {
        GraphFile file = new GraphFile { OperatorSet = 14, Input = [4, 8, 8] }.Floats("zero", [0]).Floats("six", [6])
            .Weights("expand", 8, 4, 1, 1).Weights("each", 8, 1, 3, 3).Weights("less", 2, 8, 1, 1).Weights("more", 8, 2, 1, 1)
            .Weights("project", 4, 8, 1, 1).Weights("scale", 8).Weights("shift", 8).Weights("mean", 8)
            .Floats("variance", [1, 2, 0.5f, 1, 1, 3, 1, 0.7f], 8)
            .Node("Conv", ["x", "expand"], ["a"]).Node("BatchNormalization", ["a", "scale", "shift", "mean", "variance"], ["n"])
            .Node(function, function == "Clip" ? ["n", "zero", "six"] : ["n"], ["f"])
            .Node("Conv", ["f", "each"], ["d"], ("group", 8L), ("pads", [1L, 1, 1, 1]));
        return file.Node("GlobalAveragePool", ["d"], ["m"]).Node("Conv", ["m", "less"], ["l"]).Node("Relu", ["l"], ["r"])
            .Node("Conv", ["r", "more"], ["o"]).Node("HardSigmoid", ["o"], ["s"], ("alpha", 1 / 6f))
            .Node("Mul", ["s", "d"], ["e"]).Node("Conv", ["e", "project"], ["p"]).Node("Add", ["p", "x"], ["y"]);
    }

    private static GraphFile EfficientNet => new GraphFile { OperatorSet = 13, Input = [4, 9, 9] }
        .Weights("w", 6, 4, 3, 3).Weights("less", 2, 6, 1, 1).Weights("b", 2).Weights("more", 6, 2, 1, 1)
        .Node("Conv", ["x", "w"], ["a"], ("auto_pad", "SAME_UPPER"), ("strides", [2L, 2]))
        .Node("Sigmoid", ["a"], ["s"]).Node("Mul", ["a", "s"], ["f"])
        .Node("ReduceMean", ["f"], ["m"], ("axes", [2L, 3]), ("keepdims", 1L)).Node("Conv", ["m", "less", "b"], ["l"])
        .Node("Sigmoid", ["l"], ["t"]).Node("Mul", ["l", "t"], ["u"]).Node("Conv", ["u", "more"], ["o"])
        .Node("Sigmoid", ["o"], ["v"]).Node("Mul", ["v", "f"], ["y"]);

    /// <summary>Attention over words and places, blind for the word 0; shapes come from the rows.</summary>
    private static GraphFile DistilBert => new GraphFile { OperatorSet = 14, Input = [Tokens], Type = OnnxType.Int64 }
        .Weights("words", Words, Width).Weights("places", 16, Width).Weights("g", Width).Weights("h", Width)
        .Weights("query", Width, Width).Weights("key", Width, Width).Weights("value", Width, Width).Weights("bias", Width)
        .Integers("none", [0]).Integers("first", [0]).Integers("second", [1]).Integers("step", [1]).Vector("front", 0)
        .Vector("heads", Heads).Vector("each", Width / Heads).Vector("width", Width).Vector("one", 1)
        .Floats("root", [MathF.Sqrt(Width / Heads)]).Floats("low", [float.NegativeInfinity]).Floats("two", [2]).Floats("e", [1e-12f])
        .Node("Shape", ["x"], ["shape"]).Node("Gather", ["shape", "first"], ["n"], ("axis", 0L))
        .Node("Gather", ["shape", "second"], ["t"], ("axis", 0L)).Node("Range", ["first", "t", "step"], ["range"])
        .Node("Unsqueeze", ["n", "front"], ["n1"]).Node("Unsqueeze", ["t", "front"], ["t1"])
        .Node("Gather", ["words", "x"], ["a"]).Node("Gather", ["places", "range"], ["b"]).Node("Add", ["a", "b"], ["c"])
        .Node("ReduceMean", ["c"], ["m"], ("axes", [-1L])).Node("Sub", ["c", "m"], ["d"]).Node("Pow", ["d", "two"], ["p"])
        .Node("ReduceMean", ["p"], ["v"], ("axes", [-1L])).Node("Add", ["v", "e"], ["w"]).Node("Sqrt", ["w"], ["s"])
        .Node("Div", ["d", "s"], ["i"]).Node("Mul", ["i", "g"], ["j"]).Node("Add", ["j", "h"], ["l"])
        .Node("Concat", ["n1", "t1", "heads", "each"], ["split"], ("axis", 0L))
        .Node("MatMul", ["l", "query"], ["q0"]).Node("Add", ["q0", "bias"], ["q1"]).Node("Reshape", ["q1", "split"], ["q2"])
        .Node("Transpose", ["q2"], ["q"], ("perm", [0L, 2, 1, 3])).Node("Div", ["q", "root"], ["q3"])
        .Node("MatMul", ["l", "key"], ["k0"]).Node("Reshape", ["k0", "split"], ["k1"])
        .Node("Transpose", ["k1"], ["k"], ("perm", [0L, 2, 3, 1]))
        .Node("MatMul", ["l", "value"], ["v0"]).Node("Reshape", ["v0", "split"], ["v1"])
        .Node("Transpose", ["v1"], ["v2"], ("perm", [0L, 2, 1, 3])).Node("MatMul", ["q3", "k"], ["scores"])
        .Node("Equal", ["x", "none"], ["blank"]).Node("Concat", ["n1", "one", "one", "t1"], ["beside"], ("axis", 0L))
        .Node("Reshape", ["blank", "beside"], ["blind"]).Node("Shape", ["scores"], ["whole"]).Node("Expand", ["blind", "whole"], ["mask"])
        .Node("Where", ["mask", "low", "scores"], ["seen"]).Node("Softmax", ["seen"], ["shares"], ("axis", -1L))
        .Node("MatMul", ["shares", "v2"], ["o"]).Node("Transpose", ["o"], ["o1"], ("perm", [0L, 2, 1, 3]))
        .Node("Concat", ["n1", "t1", "width"], ["joined"], ("axis", 0L)).Node("Reshape", ["o1", "joined"], ["o2"])
        .Node("Add", ["o2", "l"], ["y"]);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Gives_what_ONNX_Runtime_gives(string name)
    {
        (GraphFile file, Shape input, int levels) = s_families[name];
        foreach (int rows in (int[])[1, 4])
            Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.Difference(file.ToBytes(), file.Import(), input, rows, levels));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Is_exported_again(string name)
    {
        (GraphFile file, Shape input, int levels) = s_families[name];
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.ExportDifference(file.Import(), input, rows: 4, levels));
    }
}
