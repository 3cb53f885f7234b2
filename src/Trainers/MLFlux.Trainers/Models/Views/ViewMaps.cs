using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Models;

/// <summary>The views of <see cref="ScoringViews"/> as places: where in a row each value of the changed row comes from.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
internal sealed class ViewMaps
{
    private ViewMaps(IReadOnlyList<int[]> others) => Others = others;

    /// <summary>The maps of all views but the first, which is the row as it is.</summary>
    public IReadOnlyList<int[]> Others { get; }

    /// <summary>How many views there are.</summary>
    public int Count => 1 + Others.Count;

    /// <summary>The maps of a model's views; null where it has none.</summary>
    public static ViewMaps? Of(NeuralNetworkModel model) => model.Views is { } views ? Of(views, model.Inputs) : null;

    /// <param name="views">The views, of a column that they have found in the layout.</param>
    /// <param name="inputs">The columns that the network reads.</param>
    public static ViewMaps Of(ScoringViews views, InputLayout inputs)
    {
        InputColumn column = inputs.Columns.Single(one => inputs.Columns.Count == 1 || one.Name == views.Column);
        int[] shifts = views.Shift == 0 ? [0] : [0, -views.Shift, views.Shift];
        bool[] mirrors = views.Mirrored ? [false, true] : [false];
        IEnumerable<int[]> all = from shift in shifts from mirrored in mirrors select Map(inputs.Width, column, shift, mirrored);
        return new ViewMaps([.. all.Skip(1)]);
    }

    /// <summary>Writes a row as a view has it.</summary>
    public static void Apply(int[] map, ReadOnlySpan<float> row, Span<float> changed)
    {
        for (int i = 0; i < map.Length; i++)
            changed[i] = row[map[i]];
    }

    /// <summary>The mean of what a network gives for the views of rows.</summary>
    /// <param name="rows">[rows, ...the shape of an example].</param>
    /// <param name="network">The network.</param>
    public Tensor Mean(Tensor rows, Func<Tensor, Tensor> network)
    {
        Tensor flat = rows.view(rows.size(0), -1), sum = network(rows);
        foreach (int[] map in Others)
        {
            Tensor places = tensor(Array.ConvertAll(map, place => (long)place)).to(rows.device);
            sum = sum.Plus(network(flat.index_select(1, places).view(rows.shape)));
        }

        return sum / (Number)Count;
    }

    private static int[] Map(int width, InputColumn column, int shift, bool mirrored)
    {
        int[] map = [.. Enumerable.Range(0, width)];
        int height = column.Shape[1], across = column.Shape[2];
        for (int i = 0; i < column.Width; i++)
        {
            int x = i % across, y = i / across % height, channel = i / (across * height);
            int from = Reflected((mirrored ? across - 1 - x : x) + shift, across);
            map[column.Start + i] = column.Start + (((channel * height) + Reflected(y + shift, height)) * across) + from;
        }

        return map;
    }

    /// <summary>A place along an axis, or its image in the mirror at the first or the last one.</summary>
    private static int Reflected(int place, int size) => place < 0 ? -place : place >= size ? (2 * (size - 1)) - place : place;
}
