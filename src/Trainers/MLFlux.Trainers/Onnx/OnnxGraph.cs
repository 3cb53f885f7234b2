namespace MLFlux.Onnx;

/// <summary>
/// A graph of ONNX operators in the making: a file of our own, or ML.NET's. Values are known by their names. Only what means the
/// same in operator sets 12 to 17 is used, since ML.NET's converter writes 12 by default.
/// </summary>
internal abstract class OnnxGraph
{
    /// <summary>The oldest operator set in which all that is written has its meaning.</summary>
    public const int LeastOperatorSet = 12;

    /// <summary>Adds constants of 32 bits.</summary>
    /// <returns>The name of the value.</returns>
    public abstract string Floats(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape);

    /// <summary>Adds a vector of whole numbers.</summary>
    public abstract string Integers(string name, params ReadOnlySpan<long> values);

    /// <summary>Adds a vector of texts.</summary>
    public abstract string Texts(string name, IReadOnlyList<string> values);

    /// <summary>Adds an operator with several outputs, of which those up to the wanted ones have names.</summary>
    public abstract string[] Nodes(string operation, string[] inputs, int outputs, params ReadOnlySpan<OnnxAttribute> attributes);

    /// <summary>Adds an operator with one output.</summary>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Nodes(operation, inputs, 1, attributes)[0];

    /// <summary>A constant number, that goes with any shape.</summary>
    public string Number(double value) => Floats("number", new[] { (float)value }, 1);

    public string Add(string x, string y) => Node("Add", [x, y]);

    public string Subtract(string x, string y) => Node("Sub", [x, y]);

    public string Multiply(string x, string y) => Node("Mul", [x, y]);

    public string Divide(string x, string y) => Node("Div", [x, y]);

    /// <summary>The matrix product of the last two dimensions.</summary>
    public string MatMul(string x, string y) => Node("MatMul", [x, y]);

    public string Cast(string x, OnnxType type) => Node("Cast", [x], ("to", (long)type));

    public string Transpose(string x, params long[] axes) => Node("Transpose", [x], ("perm", axes));

    public string Concat(string[] parts, long axis) => parts.Length == 1 ? parts[0] : Node("Concat", parts, ("axis", axis));

    /// <summary>Another shape for each row; −1, at most once, for what is left.</summary>
    public string Reshape(string x, params ReadOnlySpan<long> rowShape) =>
        Node("Reshape", [x, Integers("shape", [0, .. rowShape])]); // 0 keeps the rows.

    /// <summary>The part of a dimension from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public string Slice(string x, long axis, long start, long end) =>
        Node("Slice", [x, Integers("starts", start), Integers("ends", end), Integers("axes", axis)]);

    /// <summary>A mean or maximum over dimensions.</summary>
    public string Reduce(string operation, string x, long[] axes, bool keep) =>
        Node(operation, [x], ("axes", axes), ("keepdims", keep ? 1L : 0L));
}
