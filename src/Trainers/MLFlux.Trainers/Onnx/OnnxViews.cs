using MLFlux.Models;

namespace MLFlux.Onnx;

/// <summary>Several views of each row: all rows as they are, then all of the next view, and so on, through one network.</summary>
internal static class OnnxViews
{
    /// <summary>The columns with the rows of each view below each other: [views · rows, ...dimensions].</summary>
    /// <param name="columns">The columns: [rows, ...dimensions] each.</param>
    /// <param name="views">The views.</param>
    /// <param name="inputs">What the columns are.</param>
    /// <param name="graph">Takes the operators.</param>
    public static string[] Below(string[] columns, ViewMaps views, InputLayout inputs, OnnxGraph graph) =>
        [.. columns.Zip(inputs.Columns, (column, input) => Below(column, views, input, graph))];

    /// <summary>The mean over the views: [rows, width].</summary>
    /// <param name="outputs">[views · rows, width].</param>
    /// <param name="views">How many views there are.</param>
    /// <param name="width">How many numbers the network gives for a row.</param>
    /// <param name="graph">Takes the operators.</param>
    public static string Mean(string outputs, int views, int width, OnnxGraph graph)
    {
        string apart = graph.Node("Reshape", [outputs, graph.Integers("views", views, -1, width)]);
        return graph.Reduce("ReduceMean", apart, [0], keep: false);
    }

    private static string Below(string column, ViewMaps views, InputColumn input, OnnxGraph graph)
    {
        string flat = graph.Reshape(column, input.Width);
        IEnumerable<string> others = views.Others.Select(map =>
        {
            int[] own = map[input.Start..(input.Start + input.Width)];
            bool isAsItWas = own.Select((place, i) => place == input.Start + i).All(same => same);
            return isAsItWas ? column : graph.Reshape(
                graph.Node("Gather", [flat, graph.Integers("view", [.. own.Select(place => (long)place - input.Start)])], ("axis", 1L)),
                [.. input.Shape.Select(size => (long)size)]);
        });
        return graph.Concat([column, .. others], axis: 0);
    }
}
