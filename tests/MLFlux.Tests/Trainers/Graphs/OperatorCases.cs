using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

/// <summary>Every operator, in the forms that operator sets give it.</summary>
internal static partial class OperatorCases
{
    public static IReadOnlyList<OperatorCase> All { get; } =
        [.. Elementwise, .. Arithmetic, .. Matrices, .. Convolutions, .. Pools, .. Normalizations, .. Reductions, .. Shapes, .. Parts,
            .. Images, .. Recurrences];

    public static IEnumerable<TestDataRow<int>> Rows =>
        All.Select((row, index) => new TestDataRow<int>(index) { DisplayName = row.Title });

    private static IEnumerable<OperatorCase> Elementwise =>
    [
        .. from operation in (string[])["Abs", "Ceil", "Cos", "Erf", "Exp", "Floor", "HardSigmoid", "Identity", "LeakyRelu", "Neg",
            "Reciprocal",
               "Relu", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Softsign", "Tanh", "ThresholdedRelu", "Elu", "Celu",
                   "Shrink",
               "HardSwish", "Dropout"]
           select One(operation, new Shape(3, 4)),
        One("LeakyRelu", new Shape(5), ("alpha", 0.3f)),
        One("HardSigmoid", new Shape(5), ("alpha", 0.4f), ("beta", 0.1f)),
        One("Selu", new Shape(5), ("alpha", 1.2f), ("gamma", 0.7f)),
        One("Shrink", new Shape(5), ("lambd", 0.7f), ("bias", 0.2f)),
        One("Gelu", 20, new Shape(5)),
        One("Gelu", 20, new Shape(5), ("approximate", "tanh")),
        One("Mish", 18, new Shape(5)),
        new("Log and Sqrt of squares", File(3).Node("Mul", ["x", "x"], ["s"]).Node("Sqrt", ["s"], ["r"]).Node("Log", ["r"], ["y"]),
            new Shape(3)),
        new("Dropout before operator set 12", File(7, 3).Node("Dropout", ["x"], ["y"], ("ratio", 0.4f)), new Shape(3)),
    ];

    private static IEnumerable<OperatorCase> Arithmetic =>
    [
        .. from operation in (string[])["Add", "Sub", "Mul", "Div", "Max", "Min", "PRelu"]
           select new OperatorCase($"{operation} with weights", File(3, 4).Weights("w", 3, 1).Node(operation, ["x", "w"], ["y"]),
               new Shape(3, 4)),
        .. from operation in (string[])["Add", "Sub", "Mul", "Div", "Pow"]
           select new OperatorCase(
               $"{operation} with a number", File(3).Node("Abs", ["x"], ["a"]).Floats("n", [1.5f]).Node(operation, ["a", "n"], ["y"]),
                   new Shape(3)),
        .. from operation in (string[])["Add", "Sub", "Mul", "Div"]
           select new OperatorCase($"{operation} of a number", File(3).Floats("n", [1.5f]).Node(operation, ["n", "x"], ["y"]),
               new Shape(3)),
        .. from operation in (string[])["Sum", "Mean", "Max", "Min"]
           select new OperatorCase($"{operation} of three", File(2, 4).Weights("v", 4).Weights("w", 2, 1)
               .Node(operation, ["x", "v", "w"], ["y"]), new Shape(2, 4)),
        new("Pow by two", File(3).Floats("n", [2]).Node("Pow", ["x", "n"], ["y"]), new Shape(3)),
        new("Clip by settings", File(10, 3).Node("Clip", ["x"], ["y"], ("min", -0.5f), ("max", 0.7f)), new Shape(3)),
        new("Clip by inputs", File(3).Floats("low", [-0.5f]).Floats("high", [0.7f]).Node("Clip", ["x", "low", "high"], ["y"]),
            new Shape(3)),
        new("Clip from below", File(3).Floats("low", [0f]).Node("Clip", ["x", "low"], ["y"]), new Shape(3)),
        .. from operation in (string[])["Greater", "Less", "GreaterOrEqual", "LessOrEqual", "Equal"]
           select new OperatorCase(
               $"Where {operation}", File(3, 2).Weights("w", 2).Floats("n", [0.3f]).Node(operation, ["x", "w"], ["f"])
                   .Node("Where", ["f", "x", "n"], ["y"]),
               new Shape(3, 2)),
        .. from operation in (string[])["And", "Or", "Xor"]
           select new OperatorCase(
               $"{operation} and Not", File(3).Floats("n", [0.3f]).Node("Greater", ["x", "n"], ["a"]).Node("Less", ["x", "n"], ["b"])
                   .Node(operation, ["a", "b"], ["c"]).Node("Not", ["c"], ["d"]).Node("Cast", ["d"], ["y"], ("to", 1L)), new Shape(3)),
        new("Cast to whole numbers and back", File(3).Node("Cast", ["x"], ["i"], ("to", 7L)).Node("Cast", ["i"], ["y"], ("to", 1L)),
            new Shape(3)),
        new("Mod of whole numbers", new GraphFile { Input = [4], Type = OnnxType.Int64 }.Vector("n", 3).Node("Mod", ["x", "n"], ["m"])
            .Node("Cast", ["m"], ["y"], ("to", 1L)), new Shape(4), Levels: 10),
        new("Div of whole numbers", new GraphFile { Input = [4], Type = OnnxType.Int64 }.Vector("n", 3).Node("Div", ["x", "n"], ["m"])
            .Node("Cast", ["m"], ["y"], ("to", 1L)), new Shape(4), Levels: 10),
    ];

    private static IEnumerable<OperatorCase> Matrices =>
    [
        new("MatMul of a vector", File(4).Weights("w", 4, 3).Node("MatMul", ["x", "w"], ["y"]), new Shape(4)),
        new("MatMul of a sequence", File(5, 4).Weights("w", 4, 3).Node("MatMul", ["x", "w"], ["y"]), new Shape(5, 4)),
        new("MatMul of matrices of each row", File(2, 3, 3).Node("MatMul", ["x", "x"], ["y"]), new Shape(2, 3, 3)),
        new("Gemm", File(4).Weights("w", 4, 3).Weights("b", 3).Node("Gemm", ["x", "w", "b"], ["y"]), new Shape(4)),
        new("Gemm of a transposed weight, scaled", File(4).Weights("w", 3, 4).Weights("b", 3)
            .Node("Gemm", ["x", "w", "b"], ["y"], ("transB", 1L), ("alpha", 0.5f), ("beta", 2f)), new Shape(4)),
        new("Gemm without a bias", File(4).Weights("w", 4, 3).Node("Gemm", ["x", "w"], ["y"], ("alpha", 0.5f)), new Shape(4)),
    ];

    private static IEnumerable<OperatorCase> Convolutions =>
    [
        new("Conv of one axis", File(2, 9).Weights("w", 4, 2, 3).Weights("b", 4).Node("Conv", ["x", "w", "b"], ["y"], ("pads", [1, 2])),
            new Shape(2, 9)),
        new("Conv of two axes, padded unevenly", File(2, 7, 6).Weights("w", 4, 2, 3, 3).Node("Conv", ["x", "w"], ["y"],
            ("pads", [1, 0, 2, 1]), ("strides", [2, 1]), ("kernel_shape", [3, 3]), ("auto_pad", "NOTSET")), new Shape(2, 7, 6)),
        new("Conv in groups, with holes", File(4, 8, 8).Weights("w", 6, 2, 3, 2).Weights("b", 6).Node("Conv", ["x", "w", "b"], ["y"],
            ("group", 2L), ("dilations", [2, 3])), new Shape(4, 8, 8)),
        new("Conv of each channel", File(4, 5, 5).Weights("w", 4, 1, 3, 3)
            .Node("Conv", ["x", "w"], ["y"], ("group", 4L), ("pads", [1, 1, 1, 1])), new Shape(4, 5, 5)),
        new("Conv padded the same, more behind", File(2, 7, 8).Weights("w", 3, 2, 2, 3).Node("Conv", ["x", "w"], ["y"],
            ("auto_pad", "SAME_UPPER"), ("strides", [2, 2])), new Shape(2, 7, 8)),
        new("Conv padded the same, more before", File(2, 7, 8).Weights("w", 3, 2, 2, 3).Node("Conv", ["x", "w"], ["y"],
            ("auto_pad", "SAME_LOWER"), ("strides", [2, 2])), new Shape(2, 7, 8)),
        new("Conv without padding", File(2, 7, 8).Weights("w", 3, 2, 2, 3).Node("Conv", ["x", "w"], ["y"], ("auto_pad", "VALID")),
            new Shape(2, 7, 8)),
        new("Conv of three axes", File(2, 4, 5, 6).Weights("w", 3, 2, 2, 3, 2)
            .Node("Conv", ["x", "w"], ["y"], ("pads", [1, 1, 0, 1, 1, 1])), new Shape(2, 4, 5, 6)),
        new("ConvTranspose", File(3, 4, 5).Weights("w", 3, 2, 3, 3).Weights("b", 2).Node("ConvTranspose", ["x", "w", "b"], ["y"],
            ("strides", [2, 2]), ("pads", [1, 0, 0, 1]), ("output_padding", [1, 1])), new Shape(3, 4, 5)),
        new("ConvTranspose in groups", File(4, 6).Weights("w", 4, 3, 3).Node("ConvTranspose", ["x", "w"], ["y"],
            ("strides", [2]), ("group", 2L), ("dilations", [2])), new Shape(4, 6)),
    ];

    private static IEnumerable<OperatorCase> Pools =>
    [
        .. from operation in (string[])["MaxPool", "AveragePool"]
           from form in ((string Title, Shape Input, OnnxAttribute[] Settings)[])
           [
               ("of one axis", new Shape(2, 9), [("kernel_shape", [3L]), ("strides", [2])]),
               ("padded unevenly", new Shape(2, 7, 6), [("kernel_shape", [3L, 3]), ("strides", [2, 2]), ("pads", [1, 1, 0, 0])]),
               ("rounded up", new Shape(2, 7, 6), [("kernel_shape", [3L, 2]), ("strides", [2, 3]), ("ceil_mode", 1L)]),
               ("padded the same", new Shape(2, 7, 6), [("kernel_shape", [3L, 2]), ("strides", [2, 2]), ("auto_pad", "SAME_UPPER")]),
               ("of three axes", new Shape(2, 4, 5, 6), [("kernel_shape", [2L, 3, 2]), ("pads", [1, 1, 0, 0, 1, 1])]),
           ]
           select new OperatorCase($"{operation} {form.Title}", File([.. form.Input]).Node(operation, ["x"], ["y"], form.Settings),
               form.Input),
        new("MaxPool with holes", File(2, 7, 8).Node("MaxPool", ["x"], ["y"], ("kernel_shape", [2, 3]), ("dilations", [2, 2])),
            new Shape(2, 7, 8)),
        new("AveragePool that counts its padding", File(2, 7, 6).Node("AveragePool", ["x"], ["y"], ("kernel_shape", [3, 3]),
            ("pads", [1, 1, 1, 0]),
            ("count_include_pad", 1L)), new Shape(2, 7, 6)),
        One("GlobalAveragePool", new Shape(3, 4, 5)),
        One("GlobalMaxPool", new Shape(3, 4)),
    ];

    private static IEnumerable<OperatorCase> Normalizations =>
    [
        new("BatchNormalization", File(3, 4).Weights("s", 3).Weights("b", 3).Weights("m", 3).Floats("v", [0.5f, 1, 2], 3)
            .Node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"], ("epsilon", 1e-3f), ("momentum", 0.8f)), new Shape(3, 4)),
        new("BatchNormalization of operator set 8", File(8, 3, 4, 2).Weights("s", 3).Weights("b", 3).Weights("m", 3)
            .Floats("v", [0.5f, 1, 2], 3)
            .Node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"]), new Shape(3, 4, 2)),
        new("InstanceNormalization", File(3, 4, 2).Weights("s", 3).Weights("b", 3)
            .Node("InstanceNormalization", ["x", "s", "b"], ["y"], ("epsilon", 1e-3f)), new Shape(3, 4, 2)),
        new("LayerNormalization", File(17, 3, 4).Weights("s", 4).Weights("b", 4).Node("LayerNormalization", ["x", "s", "b"], ["y"]),
            new Shape(3, 4)),
        new("LayerNormalization over two dimensions", File(17, 3, 4).Weights("s", 3, 4)
            .Node("LayerNormalization", ["x", "s"], ["y"], ("axis", 1L), ("epsilon", 1e-3f)), new Shape(3, 4)),
        new("GroupNormalization by groups", File(18, 4, 5).Weights("s", 2).Weights("b", 2)
            .Node("GroupNormalization", ["x", "s", "b"], ["y"], ("num_groups", 2L)), new Shape(4, 5)),
        new("GroupNormalization by channels", File(21, 4, 5).Weights("s", 4).Weights("b", 4)
            .Node("GroupNormalization", ["x", "s", "b"], ["y"], ("num_groups", 2L)), new Shape(4, 5)),
        One("LRN", new Shape(6, 3, 2), ("size", 3L), ("alpha", 0.3f), ("beta", 0.6f), ("bias", 1.5f)),
        One("LpNormalization", new Shape(3, 4), ("axis", -1L), ("p", 2L)),
        One("LpNormalization", new Shape(3, 4), ("axis", 1L), ("p", 1L)),
        One("Softmax", new Shape(3, 4)),
        One("Softmax", new Shape(3, 4), ("axis", 1L)),
        One("LogSoftmax", new Shape(3, 4), ("axis", 1L)),
        One("Softmax", 11, new Shape(3, 4)),
        One("Softmax", 11, new Shape(2, 3, 4), ("axis", 2L)),
        One("LogSoftmax", 11, new Shape(3, 4), ("axis", -1L)),
    ];

    private static OperatorCase One(string operation, Shape input, params OnnxAttribute[] settings) => One(operation, 15, input, settings);

    private static OperatorCase One(string operation, int set, Shape input, params OnnxAttribute[] settings)
    {
        string said = string.Concat(settings.Select(setting => $", {setting.Name} {setting.Value}"));
        return new($"{operation} of set {set}, {input}{said}", new GraphFile { OperatorSet = set,
            Input = [.. input.Select(size => (long?)size)] }
            .Node(operation, ["x"], ["y"], settings), input);
    }

    /// <summary>A file of an operator set, where the first number is one, and of an input.</summary>
    private static GraphFile File(params int[] numbers) => numbers is [>= 7 and <= 21 and var set, _, ..]
        && (set is 7 or 8 or 10 or 11 or 13 or 17 or 18 or 20 or 21)
        ? new GraphFile { OperatorSet = set, Input = [.. numbers[1..].Select(size => (long?)size)] }
        : new GraphFile { Input = [.. numbers.Select(size => (long?)size)] };
}
