using Microsoft.ML;
using MLFlux.Tables;

namespace MLFlux.ReadyMade;

/// <summary>Finds the columns that a user names.</summary>
internal static class SchemaColumns
{
    /// <summary>The visible columns, in their order.</summary>
    public static DataViewSchema.Column[] Visible(DataViewSchema schema) => [.. schema.Where(column => !column.IsHidden)];

    /// <exception cref="ArgumentOutOfRangeException">There is no such column; the nearest names are given.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) => schema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(null,
            $"{role}: {NearestNames.Missing(name, [.. Visible(schema).Select(column => column.Name)])}.");
}
