using Microsoft.ML;

namespace MLFlux.Prediction;

/// <summary>Tells which columns a transformer adds.</summary>
internal static class AddedColumns
{
    /// <summary>
    /// The visible columns of a schema that are not passed on from another. ML.NET puts a column that hides one of its name behind that
    /// one, so places tell nothing.
    /// </summary>
    public static DataViewSchema.Column[] Of(DataViewSchema before, DataViewSchema after) =>
        [.. after.Where(column => !column.IsHidden && Count(after, column.Name) > Count(before, column.Name))];

    private static int Count(DataViewSchema schema, string name) => schema.Count(column => column.Name == name);
}
