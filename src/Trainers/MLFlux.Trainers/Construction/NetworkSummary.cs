using System.Globalization;
using System.Text;

namespace MLFlux.Construction;

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

    private static void Add(List<(string Code, string Comment)> lines, Layer layer, Shape input, string indent, string end)
    {
        if (layer is not ContainerLayer container)
        {
            long count = layer.ParameterCount(input);
            lines.Add((
                $"{indent}{layer}{end}",
                $"// {input} → {layer.OutputShape(input)}{(count == 0 ? "" : ", " + Count(count))}"));
            return;
        }

        // After the last of its items a container closes, and what follows it is written behind that.
        string last = ")" + end, inner = indent + "    ";
        lines.Add((indent + container.Name + "(", ""));
        if (container.Head is string head)
            lines.Add((inner + head + ",", ""));
        int index = 0;
        foreach (LayerChild child in container.Children(input))
        {
            (string before, string after) = container.Around(index++);
            bool isLast = index == container.Layers.Length && container.Tail is null;
            int first = lines.Count;
            Add(lines, child.Layer, child.Input, inner, after + (isLast ? last : ","));
            lines[first] = (inner + before + lines[first].Code[inner.Length..], lines[first].Comment);
        }

        if (container.Tail is string tail)
            lines.Add((inner + tail + last, $"// {input} → {container.OutputShape(input)}"));
    }

    private static string Count(long parameters) =>
        parameters == 1 ? "1 parameter" : string.Create(CultureInfo.InvariantCulture, $"{parameters:N0} parameters");
}
