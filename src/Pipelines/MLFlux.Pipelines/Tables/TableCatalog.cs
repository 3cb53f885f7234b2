using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Columns;
using MLFlux.Tables;

namespace MLFlux;

/// <summary>Loads tables from text files whose layout nobody has to state.</summary>
public static class TableCatalog
{
    /// <summary>
    /// Infers the layout of a text file (separator, header, what each column holds), and loads it, by ML.NET's
    /// <c>TextLoader</c>. The file is read once to infer the layout and to check every row, and once more by the first use of the data,
    /// which keeps the rows in memory, unless they take more than <see cref="TableOptions.MemoryBudget"/>.
    /// </summary>
    /// <param name="catalog">The catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it; null for nothing.</param>
    /// <returns>
    /// The rows: a column for each of the file's, <c>Single</c>, <c>Double</c>, <c>Int64</c>, text, <c>Boolean</c> or
    /// <c>DateTime</c>.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no table, or has rows that cannot be read: the message gives their lines.
    /// </exception>
    /// <example>
    /// <code>
    /// IDataView houses = ml.Data.LoadTable("houses.csv");
    /// </code>
    /// </example>
    public static IDataView LoadTable(this DataOperationsCatalog catalog, string path, TableOptions? options = null) =>
        InferTable(catalog, path, options).LoadInferred(options?.MemoryBudget ?? KeptOnDemand.DefaultBudget);

    /// <summary>
    /// Loads what a query to a database gives, from any ADO.NET provider, as columns that a ready pipeline takes:
    /// <c>ml.Data.LoadTable(new DatabaseSource(SqliteFactory.Instance, "Data Source=shop.db", "select * from orders"))</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What a column holds follows from its values, whatever the database declares: whole numbers become <c>Single</c>, <c>Double</c>
    /// or <c>Int64</c>, whichever keeps all their digits; <c>decimal</c> and <c>double</c> become <c>Double</c>, <c>float</c> becomes
    /// <c>Single</c>; <c>DBNull</c> is NaN, an empty text or the default date. Truth values without a gap are <c>Boolean</c>, with one
    /// text. Dates with or without a time or an offset become <c>DateTime</c>, as the clock shows them; so do texts all of which are dates,
    /// and numbers that are dates as in a text file. Texts that are numbers stay texts, which is told. Columns of bytes and arrays are
    /// refused by name. Of the options, those count that are not about text: <see cref="TableOptions.Kinds"/>,
    /// <see cref="TableOptions.Dates"/>, <see cref="TableOptions.Missing"/>, <see cref="TableOptions.Unreadable"/>,
    /// <see cref="TableOptions.MemoryBudget"/>.
    /// </para>
    /// <para>
    /// The query runs twice, to look at the columns and to load the rows, which are kept in memory. Beyond the budget it runs again for
    /// each use, and needs an <c>order by</c> that leaves no doubt, since a split goes by the order of the rows.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Data</c>.</param>
    /// <param name="source">Provider, connection and query.</param>
    /// <param name="options">What is known of the columns; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The memory budget is below zero.</exception>
    /// <exception cref="InvalidDataException">
    /// The database cannot be reached or refuses the query, it gives no rows, a column cannot be used, or rows cannot be read.
    /// </exception>
    public static IDataView LoadTable(this DataOperationsCatalog catalog, DatabaseSource source, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(source);
        options ??= new TableOptions();
        Check(options);
        return TypedTable.Infer(catalog, new QuerySource(source), options).Rows;
    }

    /// <summary>
    /// Infers the layout of a text file, to load it, and other files of the same columns, by. The whole file is read.
    /// </summary>
    /// <remarks>
    /// Empty lines, rules of dashes and counts of rows (<c>(300 rows)</c>) are no rows, nor are those that begin with <c>#</c> or
    /// <c>//</c> and, below the first row, have not as many fields as that; where there is no header, the last comment before
    /// the first row names the columns if it has as many fields. Fields may stand in double quotes, a quote within them doubled; all
    /// other quotes are characters. Where nearly all lines have fields in single quotes, or a backslash before quotes or separators within
    /// fields, these count so. A quoted field may take several lines, a thousand at most. A line has 16 MB and 100,000 fields at
    /// most; empty ones behind the last column are none. Where each row has one field more than the header, the first is the name of
    /// the row, and no column; copies of the header further down are left out. Between blanks and tabs, any number separates fields.
    /// Missing are empty fields and, in upper or lower case, <c>NA</c>, <c>N/A</c>, <c>#N/A</c>, <c>NaN</c>, <c>null</c>, <c>(null)</c>,
    /// <c>nil</c>, <c>none</c>, <c>?</c>, <c>-</c>, <c>--</c>, a point alone or with a letter (<c>.a</c>), a colon alone or with a flag
    /// (<c>: c</c>), <c>k.A.</c>,
    /// <c>n.v.</c> and the errors of spreadsheets in any language; among words they stay as they stand. Missing are also up to three words
    /// that come again among the numbers or dates of a column, in a quarter of the rows at most. Flags behind numbers (<c>12.3 p</c>) are
    /// left out. Lines are
    /// UTF-8 or, where they are not valid UTF-8, of Windows' western code page; a file of UTF-16 is one as a whole, and one that gzip
    /// has compressed is read as it stands. What a reader of the file would like to know (rows of several lines, stray quotes, copies of
    /// the header, lines of another encoding) is counted, and goes to the log of the context as a warning. A column holds numbers,
    /// truth values or dates if all its fields do, missing ones aside; where at most one in twenty does not, those rows cannot be
    /// read. Numbers of the same number of digits of which one begins with zero are codes, and read as text. Numbers may have marks
    /// between thousands, one currency or percent sign for the whole column, brackets or a minus behind for those below zero, a letter
    /// or a word behind for thousands, millions and more (<c>1.2k</c>, <c>3 Mio.</c>), marks of notes (<c>12.5*</c>), the digits of any
    /// script, and the base of sixteen (<c>0x1F</c>). How long something took (<c>26:03:45</c>,
    /// <c>75:30</c>, <c>1h 05m</c>, <c>PT1H5M</c>) is a number of seconds. Units of one kind (<c>500 g</c> beside <c>2 kg</c>) are read in
    /// the first of them. Fractions (<c>3 1/4</c>), bounds (<c>&lt;5</c> as 2.5),
    /// feet and inches, degrees and minutes are numbers, too. Below names such as <c>date</c> and <c>created_at</c>, days as spreadsheets
    /// count them and seconds, or parts of them down to nanoseconds, since 1970 are dates; so are digits that are written as one
    /// (<c>240131</c>, <c>202401</c>), below such a name or where hardly any other numbers are such. What numbers are read as is told. A
    /// last row that is the sum of the others is left out.
    /// Whether the day or the month of dates comes first is decided for the whole column.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The decimal marker is neither a point nor a comma, or the memory budget is below zero.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no table, or has rows that cannot be read: the message gives their lines, or says what the file is instead.
    /// </exception>
    /// <example>
    /// <code>
    /// TableLayout layout = ml.Data.InferTable("houses.csv");
    /// IDataView houses = layout.Load("houses.csv"), later = layout.Load("later.csv");
    /// </code>
    /// </example>
    public static TableLayout InferTable(this DataOperationsCatalog catalog, string path, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new TableOptions();
        Check(options);
        return TableInference.Infer(catalog, path, options);
    }

    private static void Check(TableOptions options)
    {
        if (options.DecimalMarker is not (null or '.' or ','))
            throw new ArgumentOutOfRangeException(nameof(options),
                $"{nameof(TableOptions.DecimalMarker)} is '{options.DecimalMarker}'; expected a point or a comma.");
        if (options.Missing.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException(
                $"{nameof(TableOptions.Missing)} has an empty mark; empty fields stand for missing values anyway.", nameof(options));
        CheckBudget(options);
    }

    /// <summary>Refuses a memory budget below zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below zero.</exception>
    internal static void CheckBudget(TableOptions options)
    {
        if (options.MemoryBudget < 0)
            throw new ArgumentOutOfRangeException(nameof(options),
                $"{nameof(TableOptions.MemoryBudget)} is {options.MemoryBudget}; expected a number of bytes, 0 for none.");
    }
}
