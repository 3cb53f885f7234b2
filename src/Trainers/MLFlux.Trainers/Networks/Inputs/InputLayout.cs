using MLFlux.Construction;

namespace MLFlux;

/// <summary>The columns that a network reads, side by side in one flat row of features, which is an example.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
internal sealed class InputLayout
{
    private InputLayout(IReadOnlyList<InputColumn> columns, Shape shape)
    {
        Columns = columns;
        Shape = shape;
    }

    /// <summary>The columns, at least one, in the order in which their values lie in a row.</summary>
    public IReadOnlyList<InputColumn> Columns { get; }

    /// <summary>The shape of one example: the dimensions of a column that is read alone, else of a vector of all columns.</summary>
    public Shape Shape { get; }

    /// <summary>How many values a row has.</summary>
    public int Width => Shape.Size;

    /// <summary>The columns by name, for messages: <c>'Photo', 'Words'</c>.</summary>
    public string Names => string.Join(", ", Columns.Select(column => $"'{column.Name}'"));

    /// <summary>The layout of a column that a network reads as it is.</summary>
    public static InputLayout Alone(InputColumn column) => new([column], column.Shape);

    /// <summary>The layout of columns side by side.</summary>
    /// <exception cref="NetworkShapeException">They have more values together than a row can have.</exception>
    public static InputLayout SideBySide(IEnumerable<InputColumn> columns)
    {
        var placed = new List<InputColumn>();
        long start = 0;
        foreach (InputColumn column in columns)
        {
            placed.Add(column with { Start = (int)start });
            start += column.Width;
            if (start > int.MaxValue)
                throw new NetworkShapeException($"The columns up to '{column.Name}' have {start:N0} values, more than a row can have.");
        }

        return new InputLayout(placed, new Shape((int)start));
    }

    /// <summary>The layout of the columns at the head of a network, which says their dimensions.</summary>
    /// <param name="head">The head.</param>
    /// <param name="kinds">What the columns' values stand for.</param>
    public static InputLayout Of(InputsLayer head, IEnumerable<InputKind> kinds) =>
        SideBySide(head.Columns.Zip(head.Shapes, kinds).Select(column => new InputColumn(column.First, column.Second, column.Third)));

    /// <summary>The columns whose values a network looks up as whole numbers, which have no mean, and between which nothing lies.</summary>
    /// <param name="network">The network, bound to these columns.</param>
    public IEnumerable<InputColumn> LookedUpBy(Layer network) => Columns.Where((column, place) => network.InputsHeads is []
        ? LayerSite.LooksUp(network, column.Shape)
        : network.InputsHeads.Any(head => LayerSite.LooksUp(head.Layers[place], head.Shapes[place])));

    /// <summary>The same column under another name.</summary>
    public InputLayout Named(string name) => Alone(Columns.Single() with { Name = name });
}
