using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

internal static partial class OperatorCases
{
    private static IEnumerable<OperatorCase> Reductions =>
    [
        .. from operation in (string[])["ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare",
            "ReduceLogSumExp"]
           from keep in (long[])[0, 1]
           select One(operation, new Shape(3, 4), ("axes", [-1L]), ("keepdims", keep)),
        .. from operation in (string[])["ReduceMean", "ReduceMax", "ReduceL2"]
           select new OperatorCase(
               $"{operation} with axes as an input", File(18, 3, 4).Vector("a", 1).Node(operation, ["x", "a"], ["y"], ("keepdims", 0L)),
                   new Shape(3, 4)),
        new("ReduceSum with axes as a setting", File(11, 3, 4).Node("ReduceSum", ["x"], ["y"], ("axes", [1L, 2])), new Shape(3, 4)),
        new("ReduceSum with axes as an input", File(3, 4).Vector("a", 2).Node("ReduceSum", ["x", "a"], ["y"], ("keepdims", 0L)),
            new Shape(3, 4)),
        new("CumSum", File(3, 4).Integers("a", [2]).Node("CumSum", ["x", "a"], ["y"]), new Shape(3, 4)),
        new("CumSum backwards, without itself", File(3, 4).Integers("a", [1])
            .Node("CumSum", ["x", "a"], ["y"], ("exclusive", 1L), ("reverse", 1L)), new Shape(3, 4)),
        .. from operation in (string[])["ArgMax", "ArgMin"]
           select new OperatorCase(operation, File(3, 4).Node(operation, ["x"], ["i"], ("axis", 2L), ("keepdims", 0L))
               .Node("Cast", ["i"], ["y"], ("to", 1L)), new Shape(3, 4)),
    ];

    private static IEnumerable<OperatorCase> Shapes =>
    [
        new("Reshape", File(3, 4).Vector("s", 0, 2, -1).Node("Reshape", ["x", "s"], ["y"]), new Shape(3, 4)),
        new("Reshape to rows of vectors", File(3, 4).Vector("s", -1, 12).Node("Reshape", ["x", "s"], ["y"]), new Shape(3, 4)),
        One("Flatten", new Shape(3, 4, 2)),
        new("Flatten of the last, and back", File(3, 4).Node("Flatten", ["x"], ["f"], ("axis", 2L)).Vector("s", -1, 12)
            .Node("Reshape", ["f", "s"], ["y"]), new Shape(3, 4)),
        new("Squeeze by a setting", File(11, 3, 1).Node("Squeeze", ["x"], ["y"], ("axes", [2L])), new Shape(3, 1)),
        new("Squeeze by an input", File(3, 1).Vector("a", -1).Node("Squeeze", ["x", "a"], ["y"]), new Shape(3, 1)),
        new("Unsqueeze by a setting", File(11, 3, 4).Node("Unsqueeze", ["x"], ["y"], ("axes", [1L, 4])), new Shape(3, 4)),
        new("Unsqueeze by an input", File(3, 4).Vector("a", -1).Node("Unsqueeze", ["x", "a"], ["y"]), new Shape(3, 4)),
        One("Transpose", new Shape(3, 4, 2), ("perm", [0L, 3, 1, 2])),
        new("Transpose with the rows inside, and back", File(3, 4).Node("Transpose", ["x"], ["t"]).Node("Relu", ["t"], ["r"])
            .Node("Transpose", ["r"], ["y"]), new Shape(3, 4)),
        new("Expand", File(3, 1).Vector("s", 1, 3, 4).Node("Expand", ["x", "s"], ["y"]), new Shape(3, 1)),
        new("Tile", File(3, 2).Vector("t", 1, 2, 3).Node("Tile", ["x", "t"], ["y"]), new Shape(3, 2)),
        new("a shape that is computed, as PyTorch writes it", File(3, 4).Node("Shape", ["x"], ["s"]).Integers("zero", [0])
            .Node("Gather", ["s", "zero"], ["n"])
            .Vector("a", 0).Node("Unsqueeze", ["n", "a"], ["u"]).Vector("rest", 2, 6).Node("Concat", ["u", "rest"], ["t"], ("axis", 0L))
            .Node("Reshape", ["x", "t"], ["y"]), new Shape(3, 4)),
        new("a shape of rows times heads", File(3, 4).Node("Shape", ["x"], ["s"]).Vector("one", 1).Vector("zero", 0).Vector("two", 2)
            .Node("Slice", ["s", "zero", "one"], ["n"]).Node("Mul", ["n", "two"], ["m"]).Vector("rest", 6)
                .Node("Concat", ["m", "rest"], ["t"], ("axis", 0L))
            .Node("Reshape", ["x", "t"], ["z"]).Vector("back", -1, 3, 4).Node("Reshape", ["z", "back"], ["y"]), new Shape(3, 4)),
        new("ConstantOfShape of the rows", File(3).Node("Shape", ["x"], ["s"])
            .Node("ConstantOfShape", ["s"], ["c"], new OnnxAttribute("value",
                new TensorProto("", OnnxType.Float, [1]) { Content = BitConverter.GetBytes(2.5f) }))
            .Node("Mul", ["x", "c"], ["y"]), new Shape(3)),
        new("Range and Cast", File(4).Integers("a", [0]).Integers("b", [4]).Integers("c", [1]).Node("Range", ["a", "b", "c"], ["i"])
            .Node("Cast", ["i"], ["f"], ("to", 1L)).Node("Add", ["x", "f"], ["y"]), new Shape(4)),
    ];

    private static IEnumerable<OperatorCase> Parts =>
    [
        new("Concat", File(3, 4).Node("Relu", ["x"], ["r"]).Node("Concat", ["x", "r"], ["y"], ("axis", -1L)), new Shape(3, 4)),
        new("Split into equal parts", File(3, 4).Node("Split", ["x"], ["a", "b"], ("axis", 2L)).Node("Mul", ["a", "b"], ["y"]),
            new Shape(3, 4)),
        new("Split by a setting", File(11, 6).Node("Split", ["x"], ["a", "b"], ("axis", 1L), ("split", [2L, 4]))
            .Node("Concat", ["b", "a"], ["y"], ("axis", 1L)), new Shape(6)),
        new("Split by an input", File(6).Vector("p", 1, 5).Node("Split", ["x", "p"], ["a", "b"], ("axis", 1L))
            .Node("Concat", ["b", "a"], ["y"], ("axis", 1L)), new Shape(6)),
        new("Slice by settings", File(8, 5, 6).Node("Slice", ["x"], ["y"], ("axes", [2L, 1]), ("starts", [1L, -3]),
            ("ends", [-1L, long.MaxValue])), new Shape(5, 6)),
        new("Slice by inputs, in steps", File(5, 6).Vector("s", 0, 5).Vector("e", 1000, -1000).Vector("a", 1, 2).Vector("t", 2, -2)
            .Node("Slice", ["x", "s", "e", "a", "t"], ["y"]), new Shape(5, 6)),
        new("Gather of columns", File(5, 6).Vector("i", 4, -5, 0).Node("Gather", ["x", "i"], ["y"], ("axis", 2L)), new Shape(5, 6)),
        new("Gather of one place", File(5, 6).Integers("i", [-1]).Node("Gather", ["x", "i"], ["y"], ("axis", 1L)), new Shape(5, 6)),
        new("Gather of a table", new GraphFile { Input = [4], Type = OnnxType.Int64 }.Weights("w", 10, 3)
            .Node("Gather", ["w", "x"], ["y"]), new Shape(4), Levels: 10),
        new("GatherElements", File(5, 3).Node("ArgMax", ["x"], ["i"], ("axis", 1L))
            .Node("GatherElements", ["x", "i"], ["y"], ("axis", 1L)), new Shape(5, 3)),
        One("Trilu", new Shape(4, 5), ("upper", 0L)),
        new("Trilu beside the diagonal", File(4, 5).Integers("k", [1]).Node("Trilu", ["x", "k"], ["y"]), new Shape(4, 5)),
    ];

    private static IEnumerable<OperatorCase> Images =>
    [
        new("Pad by a setting", File(8, 3, 4).Node("Pad", ["x"], ["y"], ("pads", [0L, 1, 0, 0, 0, 2]), ("value", 1.5f)), new Shape(3, 4)),
        new("Pad by an input", File(3, 4, 5).Vector("p", 0, 0, 1, 2, 0, 1, 0, 1).Floats("v", [-1f]).Node("Pad", ["x", "p", "v"], ["y"]),
            new Shape(3, 4, 5)),
        .. from mode in (string[])["reflect", "edge"]
           select new OperatorCase($"Pad, {mode}", File(3, 4, 5).Vector("p", 0, 0, 1, 2, 0, 0, 2, 1)
               .Node("Pad", ["x", "p"], ["y"], ("mode", mode)), new Shape(3, 4, 5)),
        .. from mode in (string[])["DCR", "CRD"]
           select One("DepthToSpace", new Shape(8, 3, 2), ("blocksize", 2L), ("mode", mode)),
        One("SpaceToDepth", new Shape(2, 4, 6), ("blocksize", 2L)),
        .. from mode in (string[])["nearest", "linear", "cubic"]
           from coordinates in (string[])["half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel"]
           from wanted in (float[])[2f, 1.5f]
           where mode != "cubic" || coordinates != "pytorch_half_pixel"
           select new OperatorCase(
               $"Resize, {mode}, {coordinates}, by {wanted}", File(2, 4, 6).Floats("s", [1, 1, wanted, 2 * wanted], 4)
                   .Node("Resize", ["x", "", "s"], ["y"], ("mode", mode), ("coordinate_transformation_mode", coordinates)),
                       new Shape(2, 4, 6)),
        .. from rounding in (string[])["floor", "ceil", "round_prefer_floor", "round_prefer_ceil"]
           select new OperatorCase(
               $"Resize, {rounding}", File(2, 4, 6).Floats("s", [1, 1, 2, 0.5f], 4)
                   .Node("Resize", ["x", "", "s"], ["y"], ("nearest_mode", rounding)), new Shape(2, 4, 6)),
        new("Resize to sizes that are computed", File(2, 4, 6).Node("Shape", ["x"], ["s"]).Vector("zero", 0).Vector("two", 2)
            .Node("Slice", ["s", "zero", "two"], ["n"])
            .Vector("hw", 7, 9).Node("Concat", ["n", "hw"], ["t"], ("axis", 0L))
                .Node("Resize", ["x", "", "", "t"], ["y"], ("mode", "linear")), new Shape(2, 4, 6)),
        new("Upsample", new GraphFile { OperatorSet = 9, Input = [2, 4, 6] }.Floats("s", [1, 1, 2, 3], 4)
            .Node("Upsample", ["x", "s"], ["y"], ("mode", "nearest")), new Shape(2, 4, 6)),
    ];
}
