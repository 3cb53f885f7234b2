namespace MLFlux.Onnx;

/// <summary>Activations as ONNX operators.</summary>
internal static class ActivationExporter
{
    /// <summary>Adds an activation.</summary>
    /// <exception cref="NotSupportedException">There is no way to write it.</exception>
    public static string Export(Activation activation, string x, OnnxGraph graph) => activation switch
    {
        IdentityActivation => x,
        ReluActivation => graph.Node("Relu", [x]),
        SigmoidActivation => graph.Node("Sigmoid", [x]),
        TanhActivation => graph.Node("Tanh", [x]),
        SoftplusActivation => graph.Node("Softplus", [x]),
        LeakyReluActivation leaky => graph.Node("LeakyRelu", [x], ("alpha", (float)leaky.Slope)),
        SwishActivation => graph.Multiply(x, graph.Node("Sigmoid", [x])),
        GeluActivation => Gelu(x, graph),
        EluActivation elu => graph.Node("Elu", [x], ("alpha", (float)elu.Alpha)),
        CeluActivation celu => graph.Node("Celu", [x], ("alpha", (float)celu.Alpha)),
        SeluActivation => graph.Node("Selu", [x]),
        HardSigmoidActivation => HardSigmoid(x, graph),
        HardSwishActivation => graph.Multiply(x, HardSigmoid(x, graph)),
        HardTanhActivation => Clamp(x, -1, 1, graph),
        Relu6Activation => Clamp(x, 0, 6, graph),
        LogSigmoidActivation => graph.Node("Neg", [graph.Node("Softplus", [graph.Node("Neg", [x])])]),
        MishActivation => graph.Multiply(x, graph.Node("Tanh", [graph.Node("Softplus", [x])])),
        SinhActivation => graph.Node("Sinh", [x]),
        SoftShrinkActivation shrink => graph.Node("Shrink", [x], ("lambd", (float)shrink.Threshold), ("bias", (float)shrink.Threshold)),
        SoftsignActivation => graph.Node("Softsign", [x]),
        TanhShrinkActivation => graph.Subtract(x, graph.Node("Tanh", [x])),
        _ => throw new NotSupportedException($"The activation {activation} cannot be exported to ONNX."),
    };

    private static string HardSigmoid(string x, OnnxGraph graph) => graph.Node("HardSigmoid", [x], ("alpha", 1 / 6f), ("beta", 0.5f));

    private static string Clamp(string x, double least, double most, OnnxGraph graph) =>
        graph.Node("Min", [graph.Node("Max", [x, graph.Number(least)]), graph.Number(most)]);

    /// <summary>½ x (1 + erf(x / √2)).</summary>
    private static string Gelu(string x, OnnxGraph graph)
    {
        string erf = graph.Node("Erf", [graph.Multiply(x, graph.Number(Math.Sqrt(0.5)))]);
        return graph.Multiply(graph.Multiply(x, graph.Number(0.5)), graph.Add(erf, graph.Number(1)));
    }
}
