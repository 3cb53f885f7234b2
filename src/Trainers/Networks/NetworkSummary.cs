using System.Globalization;
using System.Text;

namespace MLFlux.Networks;

/// <summary>Prints a network with shapes and parameter counts; see <see cref="Layer.Summary"/>.</summary>
internal static class NetworkSummary
{
    public static string Of(Layer network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        long total = network.ParameterCount(input); // Throws, for a wrong shape, with the path of the layer.
        var lines = new List<(string Code, string Comment)>();
        Add(lines, network, input, indent: "", end: "");

        int width = lines.Max(line => line.Code.Length) + 2;
        var text = new StringBuilder();
        foreach ((string code, string comment) in lines)
            text.Append(comment.Length == 0 ? code : code.PadRight(width) + comment).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"// In all: {input} → {network.OutputShape(input)}, {Count(total)}");
        return text.ToString();
    }

    private static Shape Add(List<(string Code, string Comment)> lines, Layer layer, Shape input, string indent, string end)
    {
        if (layer is ChainLayer chain)
        {
            lines.Add(($"{indent}Chain(", ""));
            Shape shape = input;
            for (int i = 0; i < chain.Layers.Length; i++)
                shape = Add(lines, chain.Layers[i], shape, indent + "    ", i < chain.Layers.Length - 1 ? "," : ")" + end);
            return shape;
        }

        Shape output = layer.OutputShape(input);
        long count = layer.ParameterCount(input);
        lines.Add(($"{indent}{layer}{end}", $"// {input} → {output}{(count == 0 ? "" : ", " + Count(count))}"));
        return output;
    }

    private static string Count(long parameters) =>
        parameters == 1 ? "1 parameter" : string.Create(CultureInfo.InvariantCulture, $"{parameters:N0} parameters");
}
