using System.Collections.Frozen;
using MLFlux.Progress;
using MLFlux.Tables;

namespace MLFlux;

/// <summary>What is known beforehand of a table in a text file; the rest is inferred from it. Every option has a working default.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record TableOptions
{
    /// <summary>
    /// What stands between the fields, with blanks after it or without. A blank stands for any number of blanks and tabs. Null, the
    /// default: comma, tab, semicolon, bar, tilde, caret, the character of code 1 (Hive) or blank, by the first lines.
    /// </summary>
    public char? Separator { get; init; }

    /// <summary>
    /// What stands before the decimal places of a number: a point, or a comma, with points between thousands. Null, the default: a
    /// comma, in each column, where its numbers or, if they can be read both ways, those of other columns can only be read so.
    /// </summary>
    public char? DecimalMarker { get; init; }

    /// <summary>
    /// Which number of a date comes first, where the year does not and a column's dates do not tell. Null, the default: the other columns
    /// of dates tell, or it is the day where numbers have decimal commas, otherwise the month, and a warning says so.
    /// </summary>
    public DateOrder? Dates { get; init; }

    /// <summary>Whether the first line that is no comment names the columns. Null, the default: by the first lines.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>
    /// What columns hold, by their names, where it is not what their fields look like: numbers that are codes are
    /// <see cref="TableColumnKind.Text"/>, numbers with a unit behind (<c>12.5 kg</c>) <see cref="TableColumnKind.Number"/>.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, TableColumnKind> Kinds { get; init; } = new Dictionary<string, TableColumnKind>();

    /// <summary>
    /// Fields that stand for a missing value, in upper or lower case, beside those that always do (empty ones, <c>NA</c>,
    /// <c>null</c> and the like): <c>-999</c>, in columns of numbers also written <c>-999.0</c>, or <c>unknown</c>; so in files with types
    /// and queries. Default: none.
    /// </summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What becomes of rows that cannot be read. Default: <see cref="UnreadableRows.Fail"/>.</summary>
    public UnreadableRows Unreadable { get; init; }

    /// <summary>
    /// How many bytes the rows may take in memory, where <c>LoadTable</c> keeps them when they are first read, each
    /// column at the width of its values; a table that would take more, and any with 0, is read again from the file by each use. Null,
    /// the default: a quarter of the memory that the process may have.
    /// </summary>
    public long? MemoryBudget { get; init; }

    /// <summary>
    /// A column, in upper or lower case, in which a row without a value cannot be read; null, or a name that is not there, for
    /// none.
    /// </summary>
    internal string? RequiredColumn { get; init; }

    /// <summary>More such columns, of which those that are not there are none.</summary>
    internal IReadOnlyList<string> RequiredColumns { get; init; } = [];

    /// <summary>The options that decide how fields are read, in the words of whoever calls.</summary>
    internal TableOptionNames Names { get; init; } = new();

    /// <summary>Columns that are not used: whatever they hold is no fault.</summary>
    internal IReadOnlySet<string> Unread { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Counts the rows that are read, in all passes; null for nobody.</summary>
    internal RowCounter? Counter { get; init; }

    /// <summary>What messages call the file; null for its path.</summary>
    internal string? FileName { get; init; }

    /// <summary>What one can do about rows that cannot be read, in the words of whoever calls.</summary>
    internal TableRemedies Remedies { get; init; } = TableRemedies.OfOptions;

    /// <summary>What was found among the values of columns, by their names.</summary>
    internal IReadOnlyDictionary<string, ColumnForm> Forms { get; init; } = FrozenDictionary<string, ColumnForm>.Empty;

    /// <summary>Whether a row without a value in a column cannot be read.</summary>
    internal bool IsRequired(string column) =>
        RequiredColumns.Append(RequiredColumn).Any(one => column.Equals(one, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a field is the name of a column of which something is said.</summary>
    internal bool IsNamed(string field) => IsSettled(field) || (field.Length > 0 && IsRequired(field));

    /// <summary>Whether nobody has to infer what a column holds.</summary>
    internal bool IsSettled(string column) => Kinds.ContainsKey(column) || Unread.Contains(column);
}
