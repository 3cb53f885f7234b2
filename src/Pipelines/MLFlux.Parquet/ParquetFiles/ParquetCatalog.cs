using Microsoft.ML;
using MLFlux.ParquetFiles;
using MLFlux.Tables;

namespace MLFlux;

/// <summary>Loads tables from Parquet files.</summary>
public static class ParquetCatalog
{
    /// <summary>Loads a Parquet file as columns that a ready pipeline takes: <c>ml.Data.LoadParquet("people.parquet")</c>.</summary>
    /// <remarks>
    /// What a column holds follows from its values: whole numbers become <c>Single</c>, <c>Double</c> or <c>Int64</c>, whichever keeps
    /// all their digits; <c>FLOAT</c> becomes <c>Single</c>, <c>DOUBLE</c> and <c>DECIMAL</c> become <c>Double</c>, and a missing one is
    /// NaN. Truth values without a gap are <c>Boolean</c>, with one text. Dates and timestamps become <c>DateTime</c>, in universal time
    /// where the file says so and otherwise as the clock showed them, a time alone lies on 1 January 1900, and a missing one is the
    /// default date. Texts and ids (<c>UUID</c>) are text. Lists, maps, structures and bytes are refused by the name of their column.
    /// The rows are kept in memory when they are first read, unless they take more than <see cref="TableOptions.MemoryBudget"/>; of the
    /// options, those count that are not about text.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of the columns; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory budget is below zero.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no Parquet file, or damaged; a column cannot be used, or rows cannot be read.
    /// </exception>
    /// <example>
    /// <code>
    /// IDataView houses = ml.Data.LoadParquet("houses.parquet");
    /// </code>
    /// </example>
    public static IDataView LoadParquet(this DataOperationsCatalog catalog, string path, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TableOptions();
        TableCatalog.CheckBudget(options);
        return TypedTable.Infer(catalog, new ParquetSource(path, options.FileName ?? path), options).Rows;
    }
}
