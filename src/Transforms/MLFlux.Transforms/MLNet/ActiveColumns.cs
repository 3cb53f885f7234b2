using Microsoft.ML;

namespace MLFlux.MLNet;

/// <summary>Which columns of a schema were asked for.</summary>
internal static class ActiveColumns
{
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> active)
    {
        var flags = new bool[schema.Count];
        foreach (DataViewSchema.Column column in active)
            flags[column.Index] = true;
        return flags;
    }

    /// <exception cref="ArgumentOutOfRangeException">The column is not of this schema.</exception>
    public static bool IsActive(bool[] flags, DataViewSchema.Column column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column.Index, flags.Length, nameof(column));
        return flags[column.Index];
    }

    /// <exception cref="InvalidOperationException">The column was not asked for when the cursor or row was made.</exception>
    public static void Check(bool[] flags, DataViewSchema.Column column)
    {
        if (!IsActive(flags, column))
            throw new InvalidOperationException($"Column '{column.Name}' is not active; ask for it when the cursor or row is made.");
    }
}
