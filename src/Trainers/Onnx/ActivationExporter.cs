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
        _ => throw new NotSupportedException($"The activation {activation} cannot be exported to ONNX."),
    };

    /// <summary>½ x (1 + erf(x / √2)).</summary>
    private static string Gelu(string x, OnnxGraph graph)
    {
        string erf = graph.Node("Erf", [graph.Multiply(x, graph.Number(Math.Sqrt(0.5)))]);
        return graph.Multiply(graph.Multiply(x, graph.Number(0.5)), graph.Add(erf, graph.Number(1)));
    }
}
