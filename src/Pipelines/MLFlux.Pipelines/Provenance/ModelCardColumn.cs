namespace MLFlux;

/// <summary>A column that a model takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as ML.NET writes it: <c>Single</c>, <c>String</c>, <c>Vector&lt;Byte, 28, 28&gt;</c>.</param>
/// <param name="Use">What the pipeline makes of it, and why; null where nobody has said.</param>
public sealed record ModelCardColumn(string Name, string Type, string? Use = null)
{
    /// <summary>Its numbers in the rows that the model was trained on; null for other columns, and where nobody has said.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>Whether the model takes something from it: a column that the pipeline leaves out need not be in other data.</summary>
    internal bool IsUsed => !IsFor(ColumnUse.LeftOut) && !IsGroup;

    /// <summary>Whether it says which rows a ranking puts in order together: what evaluates the model needs it.</summary>
    internal bool IsGroup => IsFor(ColumnUse.Group);

    private bool IsFor(ColumnUse use) => Use is not null && Use.StartsWith(use.ToString(), StringComparison.Ordinal);
}
