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

    /// <summary>The same column under another name.</summary>
    public InputLayout Named(string name) => Alone(Columns.Single() with { Name = name });
}
