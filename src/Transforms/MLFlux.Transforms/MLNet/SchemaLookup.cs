using Microsoft.ML;

namespace MLFlux.MLNet;

/// <summary>Finds columns in schemas.</summary>
internal static class SchemaLookup
{
    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static DataViewSchema.Column Find(this DataViewSchema schema, string name)
        => schema.GetColumnOrNull(name)
            ?? throw SchemaErrors.Missing(name, schema.Where(column => !column.IsHidden).Select(column => column.Name));
}
