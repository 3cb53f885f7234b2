using Microsoft.ML;
using MLFlux.Tables;

namespace MLFlux;

/// <summary>The layout of the text file that a model's data was read from.</summary>
/// <param name="Separator">What stands between the fields.</param>
/// <param name="HasHeader">Whether the first line that is no comment names the columns.</param>
/// <param name="Columns">The columns, in the order of the file.</param>
public sealed record ModelCardTable(char Separator, bool HasHeader, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Describes a layout.</summary>
    public static ModelCardTable Of(TableLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return new ModelCardTable(layout.Separator, layout.HasHeader, layout.Columns);
    }

    /// <summary>The layout again, to load files of the same columns by. A row that cannot be read is an error.</summary>
    /// <param name="catalog">The catalog to load by, <c>ml.Data</c>.</param>
    public TableLayout ToLayout(DataOperationsCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TableLayout(catalog, "", Separator, HasHeader, Columns, UnreadableRows.Fail, new TableFaults(""));
    }
}
