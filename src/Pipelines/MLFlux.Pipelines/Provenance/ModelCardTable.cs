using Microsoft.ML;
using MLFlux.Tables;

namespace MLFlux;

/// <summary>The layout of the text file that a model's data was read from.</summary>
/// <param name="Separator">What stands between the fields.</param>
/// <param name="HasHeader">Whether the first line that is no comment names the columns.</param>
/// <param name="Columns">The columns, in the order of the file.</param>
public sealed record ModelCardTable(char Separator, bool HasHeader, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>What stands before the decimal places of a number: a point or a comma.</summary>
    public char DecimalMarker { get; init; } = '.';

    /// <summary>What stands for a missing value beside the marks that do in any file. Default: nothing.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Describes a layout.</summary>
    public static ModelCardTable Of(TableLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return new ModelCardTable(layout.Separator, layout.HasHeader, layout.Columns) 
        {
            DecimalMarker = layout.DecimalMarker, Missing = layout.Missing,
        };
    }

    /// <summary>The layout again, to load files of the same columns by.</summary>
    /// <param name="catalog">The catalog to load by, <c>ml.Data</c>.</param>
    /// <param name="unreadable">What becomes of rows that cannot be read. Default: <see cref="UnreadableRows.Fail"/>.</param>
    public TableLayout ToLayout(DataOperationsCatalog catalog, UnreadableRows unreadable = UnreadableRows.Fail)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ToLayout(catalog, unreadable, TableRemedies.OfLayout);
    }

    /// <summary>The layout again, for a command with options of its own.</summary>
    internal TableLayout ToLayout(DataOperationsCatalog catalog, UnreadableRows unreadable, TableRemedies remedies) =>
        new(catalog, new RowFormat(Separator, DecimalMarker) { Missing = MissingMarks.Of(Missing) }, HasHeader, Columns, unreadable,
            inferred: null) { Remedies = remedies };
}
